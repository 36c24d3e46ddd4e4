"""What to say about an error from a worker."""

from assessor_app.errors import AssayError
from assessor_app.ui.autosave import reason_of
from assessor_app.ui.worker import Worker


def told(worker: Worker, error: BaseException) -> str:
    """The sentence for a person. An error that was not meant for one goes to the log as well."""
    if not isinstance(error, AssayError):
        worker.unhandled.emit(error)
    return reason_of(error)
