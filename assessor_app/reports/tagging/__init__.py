"""Tagged PDF (PDF/UA-1 with PDF/A-2a or 3a) on reportlab: a tree of nodes beside what is drawn.

The tree is made with the story, in reading order (`node`). While drawing, the canvas only records which marks on
which pages hold each node's content (`canvas`), so that splits and repeated headers need no care. Whatever is painted
outside a node becomes an artifact by itself (`artifacts`). `structure` writes the tree, `metadata` says what the file
is, `fields` makes places to sign, `finishing` rewrites the file before it is signed. Nothing here knows what a
document is about.
"""
