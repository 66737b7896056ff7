"""Random public names: nothing can be counted or guessed from an address."""

import secrets

from django.db import models

# No 0/o, 1/l/i: an address read out over the phone stays unambiguous.
ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
LENGTH = 12


def new_uid() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def uid_field() -> models.CharField:
    return models.CharField("公开编号", max_length=LENGTH, unique=True, default=new_uid, editable=False)
