from tests.services.conftest import cheap_passphrases

__all__ = ["cheap_passphrases"]
