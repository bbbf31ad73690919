"""Lines of a GeoNames dump, of invented places and a few real ones."""


def line(
    number: int,
    name: str,
    *,
    others: str = "",
    at: tuple[float, float] = (50.0, 10.0),
    sort: str = "P.PPL",
    country: str = "KX",
    first: str = "UM",
    second: str = "",
    people: str = "0",
) -> str:
    feature_class, code = sort.split(".")
    ascii_name = name.encode("ascii", "ignore").decode()
    cells = [
        str(number), name, ascii_name, others, str(at[0]), str(at[1]), feature_class, code,
        country, "", first, second, "", "", people, "", "100", "Europe/Tolva", "2031-03-14",
    ]  # fmt: skip
    return "\t".join(cells) + "\n"


DUMP = (
    line(1, "Kestria", sort="A.PCLI", first="00", people="9000000")
    + line(2, "Upper Marune", sort="A.ADM1", others="Marune,Ober-Marune,Марун", people="800000")
    + line(3, "Tolva", others="Tolwa,TLV,Тольва,http://tolva.example", people="40000", second="1")
    + line(4, "Tolva", people="600", at=(48.1, 9.1), first="OR")
    + line(5, "Marune River", sort="H.STM")
    + line(6, "Tolva Airport", sort="S.AIRP")
    + line(7, "Old Tolva", sort="P.PPLH")
    + line(8, "Road 7", sort="R.RD")
    + line(9, "France", sort="A.PCLI", country="FR", first="00", people="60000000")
    + line(10, "Łódka\u2028Mała", others="Lodka")
)
PLACES = 8  # all but the one that is no more and the road
