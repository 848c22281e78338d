"""Telephone numbers, addresses on the internet and registered numbers that can belong to nobody."""
import hashlib

# Ofcom keeps these ranges for drama: the part before the last digits, and how many numbers follow.
RANGES = {"landline": ("01632 960", 3), "freephone": ("0808 157 0", 3), "mobile": ("07700 900", 3)}
MAIL_DOMAIN = "example.org"


def stable_number(text, limit):
    return int(hashlib.sha256(text.encode()).hexdigest(), 16) % limit


class PhoneBook:
    """Gives each key its own number in a range; the same keys get the same numbers."""

    def __init__(self, wanted):
        """`wanted`: {(range name, key)}."""
        self.numbers, taken = {}, set()
        for kind, key in sorted(wanted):
            prefix, digits = RANGES[kind]
            n = stable_number(f"{kind} {key}", 10**digits)
            while (kind, n) in taken:
                n = (n + 1) % 10**digits
            taken.add((kind, n))
            self.numbers[kind, key] = f"{prefix}{n:0{digits}d}"

    def number(self, kind, key):
        return self.numbers[kind, key]


def site_of(key):
    return f"https://{key}.{MAIL_DOMAIN}/"


def mailbox(name, key):
    return f"{name}@{key}.{MAIL_DOMAIN}"


def charity_number(key):
    """Seven digits from 9900000: far above any number that the register has reached."""
    return str(9900000 + stable_number("charity " + key, 99999))


def company_number(key):
    """Eight digits from 99000000."""
    return str(99000000 + stable_number("company " + key, 999999))


def uprn(key):
    """Twelve digits beginning 99, a block that no address has."""
    return "99" + str(stable_number("uprn " + key, 10**10)).zfill(10)
