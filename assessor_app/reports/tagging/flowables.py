"""Where flowables stand in the tree: each makes its own nodes, once, when it is put into a story."""

from collections.abc import Iterable

from reportlab.platypus import Flowable, KeepTogether

from assessor_app.reports.tagging.node import Node


class TaggedFlowable(Flowable):
    """A flowable with words or pictures for readers. Others are space and page breaks. heads: whether it belongs to
    what follows, as a heading does, and so never ends a page."""

    heads: bool = False

    def tag(self, parent: Node) -> None:
        """Make the nodes of this flowable, in reading order, under `parent`."""
        raise NotImplementedError


def tag_all(flowables: Iterable[Flowable], parent: Node) -> None:
    """Make the nodes of flowables that follow one another."""
    for flowable in flowables:
        if isinstance(flowable, TaggedFlowable):
            flowable.tag(parent)
        elif isinstance(flowable, KeepTogether):
            tag_all(vars(flowable)["_content"], parent)  # reportlab tells it in no other way
