"""What Larder itself knows: shops, their people, their orders. In memory, as an example may."""

import dataclasses
import random

PRODUCTS = [
    ("Rye loaf", 5.20), ("Cardamom buns", 11.40), ("Sourdough baguette", 3.90), ("Olive focaccia", 7.50),
    ("Seeded rolls", 6.80), ("Plum tart", 24.00), ("Oat biscuits", 4.60), ("Breakfast box", 32.50),
]
CUSTOMERS = [
    "Ines Costa", "Tomasz Zielinski", "Café Morgenrot", "Priya Raman", "Hotel Lindenhof", "Emil Sørensen",
    "Studio Nord", "Leila Haddad", "Weinbar Alma", "Noah Fischer", "Kindergarten Sonnenhof", "Aiko Mori",
]


@dataclasses.dataclass
class Order:
    number: int
    customer: str
    items: list[tuple[str, int, float]]  # name, quantity, price of one
    paid: bool

    @property
    def total(self) -> float:
        return round(sum(quantity * price for _, quantity, price in self.items), 2)

    @property
    def payload(self) -> dict:
        """What an event tells about the order."""
        return {
            "number": self.number, "customer": self.customer, "total": self.total, "currency": "EUR",
            "items": [{"name": name, "quantity": quantity} for name, quantity, _ in self.items],
        }


@dataclasses.dataclass
class Shop:
    name: str
    orders: dict[int, Order]
    #: The Meshes workspace of this customer; set when the shop is opened.
    workspace: str = ""


@dataclasses.dataclass(frozen=True)
class Person:
    id: str
    name: str
    title: str
    shop: str

    @property
    def role(self) -> str:
        """Whoever runs the shop manages its integrations; everyone else may look."""
        return "owner" if self.title == "Owner" else "member"


PEOPLE = {person.id: person for person in [
    Person("mara", "Mara Lindqvist", "Owner", "oak"),
    Person("jonas", "Jonas Weber", "Counter", "oak"),
    Person("amira", "Amira Saleh", "Owner", "harbour"),
]}


def open_shops() -> dict[str, Shop]:
    """Two shops with the same invented orders on every start."""
    chance = random.Random(7)
    return {
        "oak": Shop("Oak and Rye Bakery", _orders(1040, 12, chance)),
        "harbour": Shop("Harbour Deli", _orders(310, 8, chance)),
    }


def _orders(first: int, count: int, chance: random.Random) -> dict[int, Order]:
    def order(number: int) -> Order:
        items = [(name, chance.randint(1, 6), price) for name, price in chance.sample(PRODUCTS, chance.randint(1, 3))]
        return Order(number, chance.choice(CUSTOMERS), items, paid=number < first + count - 5)

    return {number: order(number) for number in range(first, first + count)}
