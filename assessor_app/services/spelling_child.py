"""The spelling checker as a process of its own: loading a dictionary and looking for suggestions hold the interpreter
for longer than a window may stand still, and a fault in a native library takes no work with it.

One JSON object a line in, one out: {"check": [words]} -> [wrong words]; {"suggest": word} -> [words]; {"know": [words]}
-> [].
"""

import json
import sys

from assessor_app.paths import resources

MOST_SUGGESTIONS = 6


def child_main() -> int:
    """Answer lines of standard input until it ends."""
    from hunspell import Hunspell  # native: only ever loaded in this process

    dictionary = Hunspell("en_GB", hunspell_data_dir=str(resources() / "dictionaries"))
    for line in sys.stdin.buffer:
        asked = json.loads(line)
        answer: list[str] = []
        if "check" in asked:
            answer = [word for word in asked["check"] if not dictionary.spell(word)]
        elif "suggest" in asked:
            answer = list(dictionary.suggest(asked["suggest"]))[:MOST_SUGGESTIONS]
        else:
            for word in asked.get("know", ()):
                dictionary.add(word)
        sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n")
        sys.stdout.buffer.flush()
    return 0


if __name__ == "__main__":
    sys.exit(child_main())
