"""When things were said and happened."""

from fastapi import APIRouter

router = APIRouter(tags=["time and place"])
