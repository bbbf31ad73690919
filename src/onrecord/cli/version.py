"""What ``onrecord --version`` says."""

from onrecord.version import __version__


def version_line() -> str:
    """The versions of the package, of the model that comes with it and of its lexicon."""
    return f"onrecord {__version__}, model {_model()}, lexicon {_lexicon()}"


def _model() -> str:
    from onrecord.errors import ModelError
    from onrecord.model.files import shipped_model_name

    try:
        return shipped_model_name()
    except ModelError:
        return "missing"


def _lexicon() -> str:
    from onrecord.lexicon import lexicon_version

    return lexicon_version()
