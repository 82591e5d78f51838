#!/usr/bin/env python3
"""Checks evidence bundles (scoring-bundle/1) with nothing but Python 3.8 and its standard library.

    python3 verify.py bundle.zip [more.zip ...] [--key published.pem]     exit 0: all well, 1: something is wrong, 2: unreadable
    python3 verify.py --tally record.json [more.json ...]                 adds records up: one result a line ("-": one record a line on stdin)

Written from docs/bundle.md and the tally's contract, not from the platform's program: two programs that agree have two chances to be wrong.
"""
import base64
import hashlib
import json
import math
import sys
import zipfile
from decimal import Decimal
from fractions import Fraction as F

# ---------------------------------------------------------------------------------------------------------------- the tally


class Invalid(Exception):
    """A record that cannot be tallied."""


def read_json(text):
    """Numbers as the decimals that are written; a member that stands there twice is refused."""
    def once(pairs):
        found = {}
        for name, value in pairs:
            if name in found:
                raise Invalid("a member is written twice: " + name)
            found[name] = value
        return found
    return json.loads(text, parse_float=F, parse_int=F, object_pairs_hook=once)


def share_of(value):
    """A band's share: a number, or a fraction in words where no decimal is exact."""
    if not isinstance(value, str):
        return value
    parts = value.split("/")
    need(len(parts) == 2 and all(len(p) in (1, 2, 3) and p.isascii() and p.isdigit() and p[0] != "0" for p in parts), "a share is a number or a fraction")
    return F(int(parts[0]), int(parts[1]))


def need(condition, why):
    if not condition:
        raise Invalid(why)


def rows(thing, name):
    return thing.get(name) or []


def codes(things, what):
    found = [t["code"] for t in things]
    need(len(set(found)) == len(found), what + ": a code is given twice")
    return found


def fixed(x, places):
    """Half up (x is not negative), with exactly so many places."""
    units = math.floor(x * 10 ** places + F(1, 2))
    whole, part = divmod(units, 10 ** places)
    return str(whole) + ("." + str(part).zfill(places) if places else "")


def rounded(x, places):
    return F(math.floor(x * 10 ** places + F(1, 2)), 10 ** places)


def exact(x):
    return None if x is None else "%d/%d" % (x.numerator, x.denominator)


def held(x, low, high):
    return min(max(x, low), high)


class Tally:
    def __init__(self, record):
        need(isinstance(record, dict) and record.get("format") == "scoring-record/1", "not a scoring record")
        self.record, self.scheme = record, record["scheme"]
        scheme = self.scheme
        self.places = int(scheme.get("decimals") if scheme.get("decimals") is not None else 2)
        self.sections = scheme["sections"]
        need(self.sections and all(s["blocks"] for s in self.sections), "no section, or a section without blocks")
        codes(self.sections, "sections")
        self.blocks = [b for s in self.sections for b in s["blocks"]]
        codes(self.blocks, "blocks")
        need(all(b["weight"] > 0 for b in self.blocks), "a weight that is not above 0")
        self.panels = {p["code"]: p for p in rows(scheme, "panels")}
        self.entries = record["entries"]
        known = set(codes(self.entries, "entries"))
        self.judges = rows(record, "judges")
        seats = {j["code"]: j for j in self.judges}
        need(len(seats) == len(self.judges), "a judge's code is given twice")
        for judge in self.judges:
            need(judge["panel"] in self.panels and judge["group"] in [g["code"] for g in self.panels[judge["panel"]]["groups"]], "a judge of an unknown group")
        self.recused = {(r["judge"], r["entry"]) for r in rows(record, "recusals")}
        need(all(j in seats and e in known for j, e in self.recused), "a recusal of somebody unknown")
        self.sheets = {}
        for sheet in rows(record, "sheets"):
            at = (sheet["judge"], sheet["entry"])
            need(at[0] in seats and at[1] in known, "a sheet of or for somebody unknown")
            need(at not in self.sheets, "two sheets of one judge for one entry")
            need(at not in self.recused, "a sheet by a recused judge")
            self.sheets[at] = sheet["marks"]
        kinds = {b["code"]: b["source"]["kind"] for b in self.blocks}
        self.evidence, self.metrics = {}, {}
        for name, table, kind in (("evidence", self.evidence, "evidence"), ("metrics", self.metrics, "metric")):
            for row in rows(record, name):
                at = (row["entry"], row["block"])
                need(at[0] in known and kinds.get(at[1]) == kind and at not in table, name + ": unknown or doubled row")
                table[at] = row
        self.answers = {}
        for row in rows(record, "ballots"):
            need(row["entry"] in known, "ballots for an unknown entry")
            for answer, count in row["counts"].items():
                at = (row["entry"], row.get("question") or "overall", answer)
                need(count >= 0 and count.denominator == 1, "a count that is negative or not whole")
                self.answers[at] = self.answers.get(at, 0) + count
        self.adjustments = rows(record, "adjustments")
        need(all(a["entry"] in known and a["amount"] >= 0 and a["kind"] in ("bonus", "deduction") for a in self.adjustments), "an adjustment that cannot be")
        self.vetoes = {(v["entry"], v.get("section")) for v in rows(record, "vetoes")}
        need(all(e in known and (s is None or s in [x["code"] for x in self.sections]) for e, s in self.vetoes), "a veto of something unknown")
        self.lots = record.get("lots") or {}
        need(all(e in known for e in self.lots), "a lot of an unknown entry")
        self.surveys = {b["code"]: self.survey(b) for b in self.blocks if b["source"]["kind"] == "residents"}

    # a block's value

    def survey(self, block):
        source = block["source"]
        question, weights = source.get("question") or "overall", source["coefficients"]
        need(max(weights.values()) == 1 and min(weights.values()) == 0, "the coefficients must reach from 0 to 1")
        allowed = set(weights) | set(rows(source, "excluded"))
        need(all(a in allowed for (_, q, a) in self.answers if q == question), "an answer that the question does not have")
        found = {}
        for entry in self.entries:
            if entry.get("withdrawn") or block["code"] in rows(entry, "notApplicable"):
                continue
            counts = {a: self.answers.get((entry["code"], question, a), F(0)) for a in weights}
            n = sum(counts.values())
            sat = 100 * sum(weights[a] * counts[a] for a in weights) / n if n else None
            wanted, state = None, "full" if n else "none"
            sample = source.get("sample")
            if sample:
                homes = entry["households"]
                need(homes >= 1, "households must be at least 1")
                wanted = min(homes, max(sample["floor"], min(sample["ceiling"], F(math.ceil(sample["share"] * homes)))))
                if n and n < wanted:
                    state = "low" if n >= min(sample["absolute"], homes) else "none"
            found[entry["code"]] = (n, sat, wanted, state)
        reached = [sat for (_, sat, _, state) in found.values() if state == "full"]
        mean = sum(reached) / len(reached) if reached else None

        def value(n, sat, wanted, state):
            if state == "none":
                return None, ["NOT_MEASURED"]
            if state == "full":
                return sat, []
            return (n * sat + (wanted - n) * min(sat, sat if mean is None else mean)) / wanted, ["LOW_SAMPLE"]
        return {code: value(*figures) for code, figures in found.items()}

    def judged(self, source, entry):
        panel, flags, means = self.panels[source["panel"]], [], []
        full = sum(c["max"] for c in source["criteria"])
        groups = []
        for group in panel["groups"]:
            xs = []
            for judge in self.judges:
                marks = self.sheets.get((judge["code"], entry))
                if judge["panel"] != panel["code"] or judge["group"] != group["code"] or marks is None:
                    continue
                total = F(0)
                for c in source["criteria"]:
                    need(c["code"] in marks, "a sheet lacks the criterion " + c["code"])
                    mark = marks[c["code"]]
                    if isinstance(mark, str):
                        need(mark in (c.get("scale") or {}), "a word that is not on the scale")
                        mark = c["scale"][mark]
                    need(0 <= mark <= c["max"], "a mark outside its range")
                    total += mark
                xs.append(100 * total / full)
            groups.append((group, sorted(xs)))
        some = any(xs for _, xs in groups)
        for group, xs in groups:
            if not xs:
                if some:
                    flags.append("EMPTY_GROUP:" + group["code"])
                continue
            if len(xs) < (panel.get("acknowledgeBelow") or 0):
                flags.append("INSUFFICIENT_JUDGES:" + group["code"])
            drops = [d for d in rows(panel, "drop") if d["from"] <= len(xs)]
            if drops:
                drop = max(drops, key=lambda d: d["from"])
                xs = xs[int(drop["low"]):len(xs) - int(drop["high"])]
            means.append((group["weight"], sum(xs) / len(xs)))
        return (sum(w * t for w, t in means) / sum(w for w, _ in means) if means else None), flags

    def value(self, block, entry):
        source = block["source"]
        kind = source["kind"]
        if kind == "judges":
            return self.judged(source, entry)
        if kind == "residents":
            return self.surveys[block["code"]][entry]
        if kind == "evidence":
            row = self.evidence.get((entry, block["code"]))
            if row is None:
                return None, []
            points, off = row.get("points"), row.get("deductions")
            need((points is None) != (off is None), "points and deductions both or neither")
            points = max(F(0), source["full"] - sum(off)) if points is None else points
            need(0 <= points <= source["full"], "points outside their range")
            return 100 * points / source["full"], []
        need(kind == "metric", "an unknown kind of source")
        row = self.metrics.get((entry, block["code"]))
        if row is None:
            return None, []
        return held(100 * (row["value"] - source["zero"]) / (source["full"] - source["zero"]), F(0), F(100)), []

    # from values to a total

    def entry(self, entry):
        code = entry["code"]
        if entry.get("withdrawn"):
            return {"code": code, "status": "WITHDRAWN"}
        award = self.scheme.get("award") or {}
        sections, by_kind = [], {}
        for section in self.sections:
            blocks = []
            for block in section["blocks"]:
                if block["code"] in rows(entry, "notApplicable"):
                    blocks.append((block, None, None, ["NOT_APPLICABLE"], False))
                    continue
                value, flags = self.value(block, code)
                e = None if value is None else block["weight"] * value / 100
                blocks.append((block, None if e is None else rounded(e, self.places), e, flags if value is not None else flags + ["MISSING"], True))
                if e is not None:
                    by_kind[block["source"]["kind"]] = by_kind.get(block["source"]["kind"], F(0)) + e
            applies = [b for b in blocks if b[4]]
            missing = not applies or any(b[2] is None for b in applies)
            score = precise = None
            if not missing:
                score, precise = sum(b[1] for b in applies), sum(b[2] for b in applies)
                if len(applies) < len(blocks):
                    ratio = sum(b[0]["weight"] for b in blocks) / sum(b[0]["weight"] for b in applies)
                    score, precise = rounded(score * ratio, self.places), precise * ratio
            won = None
            if award.get("kind") == "levels":
                won = score is not None and score >= award["threshold"] and (code, section["code"]) not in self.vetoes
            sections.append((section, score, precise, won, blocks))
        bonus = sum((a["amount"] for a in self.adjustments if a["entry"] == code and a["kind"] == "bonus"), F(0))
        off = sum((a["amount"] for a in self.adjustments if a["entry"] == code and a["kind"] == "deduction"), F(0))
        if self.scheme.get("bonusCap") is not None:
            bonus = min(bonus, self.scheme["bonusCap"])
        if self.scheme.get("deductionCap") is not None:
            off = min(off, self.scheme["deductionCap"])
        limit = sum(b["weight"] for b in self.blocks) + bonus
        blocked = any(s[1] is None for s in sections)
        total = None if blocked else rounded(held(sum(s[1] for s in sections) + bonus - off, F(0), limit), self.places)
        precise = None if blocked else held(sum(s[2] for s in sections) + bonus - off, F(0), limit)
        status = "BLOCKED" if blocked else "VETOED" if (code, None) in self.vetoes else "RANKED"
        return {"code": code, "unit": entry.get("unit"), "status": status, "total": total, "exact": precise, "rank": None, "tied": False, "award": None,
                "bonus": bonus, "deduction": off, "flags": [], "sections": sections, "kinds": by_kind}

    # rank and award

    def rank(self, items, ties):
        def split(group, figure, low_first):
            figures = [figure(item) for item in group]
            if any(f is None for f in figures):
                return [group]
            return [[i for i, f in zip(group, figures) if f == value] for value in sorted(set(figures), reverse=not low_first)]
        steps = {"exact": (lambda i: i["exact"], False), "lot": (lambda i: self.lots.get(i["code"]), True)}
        for kind, source in (("residents", "residents"), ("judges", "judges"), ("evidence", "evidence"), ("metrics", "metric")):
            steps[kind] = (lambda i, source=source: i["kinds"].get(source, F(0)), False)
        groups = split(items, lambda i: i["total"], False) if items else []
        for tie in ties:
            need(tie in steps, "an unknown tie")
            groups = [part for group in groups for part in (split(group, *steps[tie]) if len(group) > 1 else [group])]
        ahead = 0
        for group in groups:
            for item in group:
                item["rank"], item["tied"] = ahead + 1, len(group) > 1
            ahead += len(group)
        return groups

    def give(self, groups):
        award = self.scheme.get("award") or {}
        if award.get("kind") == "top":
            for group in groups:
                first, last = group[0]["rank"], group[0]["rank"] + len(group) - 1
                if group[0]["total"] < (award.get("minimum") or 0) or first > award["places"]:
                    continue
                for item in group:
                    if last <= award["places"]:
                        item["award"] = "WINNER"
                    else:
                        item["flags"] = ["LOT_NEEDED"]
        if award.get("kind") == "bands":
            ranked = sum(len(group) for group in groups)
            room = [None if b.get("share") is None else math.floor(share_of(b["share"]) * ranked) for b in award["bands"]]
            for group in groups:
                for i, band in enumerate(award["bands"]):
                    if group[0]["total"] < band["minimum"]:
                        continue
                    if room[i] is None or room[i] >= len(group):
                        room[i] = None if room[i] is None else room[i] - len(group)
                        for item in group:
                            item["award"] = band["code"]
                        break
                    if room[i] > 0:
                        for item in group:
                            item["flags"] = ["LOT_NEEDED"]
                    room[i] = 0

    def level(self, item):
        award = self.scheme["award"]
        won = [s[0]["code"] for s in item["sections"] if s[3]]
        level = len(won)
        if level == len(item["sections"]) and award.get("sumMinimum") is not None and sum(s[1] for s in item["sections"]) < award["sumMinimum"]:
            level -= 1
        if award.get("required") is not None and award["required"] not in won:
            level = min(level, int(award["requiredCap"]))
        item["award"] = "LEVEL_%d" % level

    def units(self, found):
        units = {}
        for item in found:
            if item["status"] != "WITHDRAWN" and item["unit"] is not None:
                units.setdefault(item["unit"], []).append(item)
        result = []
        for code, items in units.items():
            unit = {"code": code, "status": "RANKED", "total": None, "exact": None, "rank": None, "tied": False, "award": None, "flags": []}
            states = [i["status"] for i in items]
            if "BLOCKED" in states:
                unit["status"] = "BLOCKED"
            else:
                unit["status"] = "VETOED" if "VETOED" in states else "RANKED"
                unit["total"] = rounded(sum(i["total"] for i in items) / len(items), self.places)
                unit["exact"] = sum(i["exact"] for i in items) / len(items)
            result.append(unit)
        return result

    def run(self):
        award = self.scheme.get("award") or {}
        need(award.get("kind") in (None, "top", "bands", "levels"), "an unknown kind of award")
        found = [self.entry(e) for e in self.entries]
        ranked = self.rank([i for i in found if i["status"] == "RANKED"], rows(self.scheme, "ties"))
        of_units = award.get("kind") == "bands" and award.get("of") == "unit"
        if award.get("kind") == "levels":
            for item in found:
                if item["status"] == "RANKED":
                    self.level(item)
        elif not of_units:
            self.give(ranked)
        result = {"format": "scoring-result/1", "scheme": self.scheme["code"], "version": int(self.scheme["version"]), "entries": [self.shown(i) for i in found]}
        if self.scheme.get("rollUp"):
            units = self.units(found)
            groups = self.rank([u for u in units if u["status"] == "RANKED"], ["exact"])
            if of_units:
                self.give(groups)
            result["units"] = [dict(u, total=self.text(u["total"]), exact=exact(u["exact"])) for u in units]
        return result

    def text(self, x):
        return None if x is None else fixed(x, self.places)

    def shown(self, item):
        if item["status"] == "WITHDRAWN":
            return item
        shown = {name: item[name] for name in ("code", "status", "total", "exact", "rank", "tied", "award", "bonus", "deduction", "flags")}
        shown.update(total=self.text(item["total"]), exact=exact(item["exact"]), bonus=self.text(item["bonus"]), deduction=self.text(item["deduction"]))
        shown["sections"] = [{
            "code": section["code"], "score": self.text(score), "exact": exact(precise), "won": won, "flags": ["MISSING"] if score is None else [],
            "blocks": [{"code": b["code"], "points": self.text(p), "exact": exact(e), "flags": flags} for b, p, e, flags, _ in blocks],
        } for section, score, precise, won, blocks in item["sections"]]
        return shown


def tally(text):
    """A record's text to its result's text."""
    try:
        return json.dumps(Tally(read_json(text)).run(), ensure_ascii=False, separators=(",", ":"))
    except (KeyError, TypeError, ValueError, AttributeError, ZeroDivisionError) as e:
        raise Invalid("not a valid record (%s: %s)" % (type(e).__name__, e))


# ------------------------------------------------------------------------------------------------------------- the signature

P = 2 ** 256 - 2 ** 224 + 2 ** 192 + 2 ** 96 - 1
N = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
B = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B
G = (0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296, 0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5)
SPKI = bytes.fromhex("3059301306072a8648ce3d020106082a8648ce3d030107034200")


def add(p, q):
    if p is None or q is None:
        return p or q
    if p[0] == q[0]:
        if (p[1] + q[1]) % P == 0:
            return None
        slope = (3 * p[0] * p[0] - 3) * pow(2 * p[1], P - 2, P) % P
    else:
        slope = (q[1] - p[1]) * pow(q[0] - p[0], P - 2, P) % P
    x = (slope * slope - p[0] - q[0]) % P
    return x, (slope * (p[0] - x) - p[1]) % P


def times(k, p):
    sum_ = None
    while k:
        if k & 1:
            sum_ = add(sum_, p)
        p, k = add(p, p), k >> 1
    return sum_


def read_key(pem):
    """The point of a P-256 public key in PEM (SubjectPublicKeyInfo); None when it is not one."""
    try:
        lines = pem.decode("ascii").strip().splitlines()
        if lines[0] != "-----BEGIN PUBLIC KEY-----" or lines[-1] != "-----END PUBLIC KEY-----":
            return None
        der = base64.b64decode("".join(lines[1:-1]), validate=True)
    except (ValueError, IndexError):
        return None
    if len(der) != 91 or not der.startswith(SPKI) or der[26] != 4:
        return None
    x, y = int.from_bytes(der[27:59], "big"), int.from_bytes(der[59:], "big")
    return (x, y) if x < P and y < P and (y * y - x * x * x + 3 * x - B) % P == 0 else None


def signed(key, signature, message):
    try:
        raw = base64.b64decode(signature, validate=True)
    except ValueError:
        return False
    if len(raw) != 64 or base64.b64encode(raw) != signature:  # Base64 has spare bits at its end: one signature must have one text
        return False
    r, s = int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big")
    if not (0 < r < N and 0 < s < N):
        return False
    e, w = int.from_bytes(hashlib.sha256(message).digest(), "big"), pow(s, N - 2, N)
    point = add(times(e * w % N, G), times(r * w % N, key))
    return point is not None and point[0] % N == r


# ---------------------------------------------------------------------------------------------------------------- the bundle

REQUIRED = ["chain.txt", "decisions.json", "key.pem", "record.json", "result.json", "scheme.json", "sheets.json", "verify.py"]
LARGEST = 256 * 1024 * 1024


def sha(data):
    return hashlib.sha256(data if isinstance(data, bytes) else data.encode("utf-8")).hexdigest()


def canonical(text):
    """Members sorted by name, no whitespace, numbers as they were written. (Names here are ASCII, so code point order will do.)"""
    class Number(str):
        pass

    def write(v):
        if isinstance(v, dict):
            return "{" + ",".join(quote(k) + ":" + write(v[k]) for k in sorted(v)) + "}"
        if isinstance(v, list):
            return "[" + ",".join(write(i) for i in v) + "]"
        if isinstance(v, Number):
            return str(v)
        if isinstance(v, str):
            return quote(v)
        return {True: "true", False: "false", None: "null"}[v]

    def quote(s):
        short = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
        return '"' + "".join(short.get(c) or ("\\u%04x" % ord(c) if c < " " else c) for c in s) + '"'
    return write(json.loads(text, parse_float=Number, parse_int=Number))


def plain(scheme):
    """A scheme with its defaults written out and its texts left out, so that two ways to write it are equal."""
    def without(thing):
        if isinstance(thing, list):
            return [without(t) for t in thing]
        if isinstance(thing, dict):
            return {k: without(v) for k, v in thing.items() if k not in ("name", "note", "names") and v is not None and v != []}
        return thing
    s = without(scheme)
    s.setdefault("decimals", F(2))
    s.setdefault("rollUp", False)
    for panel in s.get("panels", []):
        panel.setdefault("acknowledgeBelow", F(0))
    for section in s["sections"]:
        for block in section["blocks"]:
            if block["source"]["kind"] == "residents":
                block["source"].setdefault("question", "overall")
    award = s.get("award", {})
    if award.get("kind") == "top":
        award.setdefault("minimum", F(0))
    if award.get("kind") == "bands":
        award.setdefault("of", "entry")
    return s


def differs(a, b, path="$"):
    """Where two values first differ; None when they do not."""
    if type(a) is not type(b):
        return path
    if isinstance(a, dict):
        for name in list(a) + [n for n in b if n not in a]:
            if name not in a or name not in b:
                return path + "." + name
            found = differs(a[name], b[name], path + "." + name)
            if found:
                return found
        return None
    if isinstance(a, list):
        for i, (x, y) in enumerate(zip(a, b)):
            found = differs(x, y, "%s[%d]" % (path, i))
            if found:
                return found
        return None if len(a) == len(b) else "%s[%d]" % (path, min(len(a), len(b)))
    return None if a == b else path


def fingerprint(cycle, judge, entry, revision, marks):
    text = "|".join([cycle, judge, entry, str(revision)] + ["%s=%s" % (c, marks[c]) for c in sorted(marks)])
    head = sha(text)[:12].upper()
    return " ".join((head[:4], head[4:8], head[8:]))


class Bundle:
    def __init__(self, path, key):
        self.faults, self.wanted_key = [], key
        with zipfile.ZipFile(path) as z:
            infos = z.infolist()
            if sum(i.file_size for i in infos) > LARGEST:
                raise zipfile.BadZipFile("too large")
            names = [i.filename for i in infos]
            self.files = {}
            for info in infos:
                self.files[info.filename] = z.read(info)
        for name in sorted({n for n in names if names.count(n) > 1}):
            self.say(name, "stands in the archive twice")

    def say(self, file, reason):
        self.faults.append("%s: %s" % (file, reason))

    def part(self, name, check):
        """One part of the check: a part that cannot be read is a fault of its file and stops no other part."""
        try:
            check()
        except Invalid as e:
            self.say(name, str(e))
        except (KeyError, TypeError, ValueError, AttributeError, IndexError, ZeroDivisionError) as e:
            self.say(name, "not what the specification says (%s: %s)" % (type(e).__name__, e))

    def check(self):
        if "manifest.json" not in self.files:
            self.say("manifest.json", "is missing")
            return self.faults
        try:
            self.manifest = read_json(self.files["manifest.json"].decode("utf-8"))
            if self.manifest["format"] != "scoring-bundle/1":
                raise ValueError("an unknown format")
            self.cycle = self.manifest["cycle"]["code"]
        except (Invalid, KeyError, TypeError, ValueError) as e:
            self.say("manifest.json", "cannot be read (%s)" % e)
            return self.faults
        self.part("manifest.sig", self.signature)
        self.part("manifest.json", self.listed)
        for name, check in (("record.json", self.record), ("result.json", self.result), ("scheme.json", self.scheme),
                            ("sheets.json", self.sheets), ("decisions.json", self.decisions)):
            if name in self.files:
                self.part(name, check)
        # These may be missing where there was nothing to tell; the chain knows whether there was.
        for name, check in (("objections.json", self.objections), ("corrections.json", self.corrections), ("draws.json", self.draws)):
            self.part(name, check)
        if "chain.txt" in self.files:
            self.part("chain.txt", self.chain)
        return self.faults

    def json(self, name):
        return read_json(self.files[name].decode("utf-8"))

    def signature(self):
        key = read_key(self.files.get("key.pem", b""))
        if key is None:
            return self.say("key.pem", "is not a P-256 public key")
        if self.wanted_key is not None and key != self.wanted_key:
            self.say("key.pem", "is not the published key: somebody else signed this")
        if not signed(key, self.files.get("manifest.sig", b"").strip(), self.files["manifest.json"]):
            self.say("manifest.sig", "does not sign this manifest.json")

    def listed(self):
        names = [f["path"] for f in self.manifest["files"]]
        if names != sorted(set(names)):
            self.say("manifest.json", "the list of files is not in order")
        for name in REQUIRED:
            if name not in names:
                self.say(name, "is not in the manifest")
        for f in self.manifest["files"]:
            data = self.files.get(f["path"])
            if data is None:
                self.say(f["path"], "is missing")
            elif len(data) != f["size"] or sha(data) != f["sha256"]:
                self.say(f["path"], "is not the file that the manifest lists (size or SHA-256)")
        for name in self.files:
            if name not in names and name not in ("manifest.json", "manifest.sig"):
                self.say(name, "is not in the manifest")

    def record(self):
        if sha(self.files["record.json"]) != self.manifest["record"]:
            self.say("record.json", "is not the record whose hash the manifest states")
        tally(self.files["record.json"].decode("utf-8"))

    def result(self):
        if sha(self.files["result.json"]) != self.manifest["result"]:
            self.say("result.json", "is not the result whose hash the manifest states")
        ours = json.loads(tally(self.files["record.json"].decode("utf-8")))
        at = differs(ours, json.loads(self.files["result.json"].decode("utf-8")))
        if at:
            self.say("result.json", at + " is not what the record gives")

    def scheme(self):
        text = self.files["scheme.json"].decode("utf-8")
        scheme, record = read_json(text), self.json("record.json")
        if sha(canonical(text)) != self.manifest["scheme"]["hash"]:
            self.say("scheme.json", "is not the scheme whose hash the manifest states")
        at = differs(plain(record["scheme"]), plain(scheme["scoring"]))
        if at:
            self.say("scheme.json", "scoring" + at[1:] + " is not what the record was computed with")

    def sheets(self):
        kept, record = self.json("sheets.json"), self.json("record.json")
        revisions, counting = {}, {}
        for i, sheet in enumerate(kept["sheets"]):
            at = "$.sheets[%d]" % i
            judge, entry, revision = sheet["judge"], sheet["entry"], int(sheet["revision"])
            if fingerprint(self.cycle, judge, entry, revision, sheet["marks"]) != sheet["fingerprint"]:
                self.say("sheets.json", at + ".fingerprint is not that of these marks")
            revisions.setdefault((judge, entry), []).append(revision)
            if sheet["counts"]:
                if (judge, entry) in counting:
                    self.say("sheets.json", at + ": a second sheet of the same judge for the same entry counts")
                counting[(judge, entry)] = (revision, sheet["marks"])
        for (judge, entry), found in revisions.items():
            if found != list(range(1, len(found) + 1)):
                self.say("sheets.json", "the revisions of %s for %s are not 1, 2, 3 …" % (judge, entry))
            if (judge, entry) in counting and counting[(judge, entry)][0] != len(found):
                self.say("sheets.json", "of %s for %s not the last revision counts" % (judge, entry))
        given = {(s["judge"], s["entry"]): s["marks"] for s in rows(record, "sheets")}
        for at in list(given) + [c for c in counting if c not in given]:
            same = at in given and at in counting and sorted(given[at]) == sorted(counting[at][1]) and all(
                (mark if isinstance(mark, str) else F(mark)) == (counting[at][1][c] if isinstance(mark, str) else F(Decimal(counting[at][1][c])))
                for c, mark in given[at].items())
            if not same:
                self.say("sheets.json", "the sheet of %s for %s is not the one in record.json" % at)
        recused = {(r["judge"], r["entry"]) for r in rows(record, "recusals")}
        absent = {(j["code"], e["code"]) for j in rows(record, "judges") for e in record["entries"] if not e.get("withdrawn")} - recused - set(given)
        stated = [(a["judge"], a["entry"]) for a in kept["absences"]]
        if sorted(absent) != sorted(stated) if kept["asked"] == "all" else len(set(stated)) != len(stated) or not set(stated) <= absent:
            self.say("sheets.json", "$.absences is not who gave no sheet without being recused")

    def decisions(self):
        kept, record = self.json("decisions.json"), self.json("record.json")
        ours = [(a["entry"], a["kind"], F(Decimal(a["amount"]))) for a in kept["adjustments"]]
        if sorted(ours) != sorted((a["entry"], a["kind"], a["amount"]) for a in rows(record, "adjustments")):
            self.say("decisions.json", "$.adjustments are not those of record.json")
        for i, a in enumerate(kept["adjustments"]):
            if not a["proposedBy"] or not a["confirmedBy"] or a["proposedBy"] == a["confirmedBy"]:
                self.say("decisions.json", "$.adjustments[%d] was not confirmed by a second person" % i)
        if sorted((v["entry"], v.get("section") or "") for v in kept["vetoes"]) != sorted((v["entry"], v.get("section") or "") for v in rows(record, "vetoes")):
            self.say("decisions.json", "$.vetoes are not those of record.json")
        approval = kept["approval"]
        if not approval["talliedBy"] or not approval["approvedBy"] or approval["talliedBy"] == approval["approvedBy"]:
            self.say("decisions.json", "$.approval was not given by a second person")

    def events(self):
        """The events of the bundle's own cycle; a line that cannot be read ends them. Whether the chain is whole is the chain's own part."""
        found = []
        for line in self.files.get("chain.txt", b"").decode("utf-8").split("\n"):
            try:
                event = read_json(line[65:]) if len(line) > 65 else {}
                if event.get("cycle") == self.manifest["cycle"]["id"]:
                    found.append((event["number"], event["act"], event.get("facts") or {}))
            except (Invalid, ValueError, KeyError, AttributeError):
                break
        return found

    def kept(self, name, member):
        return self.json(name)[member] if name in self.files else []

    def objections(self):
        events, ordered = self.events(), 0
        kept = self.kept("objections.json", "objections")
        filed = [(n, f) for n, act, f in events if act == "Objections.File" and "objection" in f]
        if len(filed) != len(kept):
            self.say("objections.json", "$.objections has %d, the chain tells of %d" % (len(kept), len(filed)))
        for i, o in enumerate(kept):
            at, number = "$.objections[%d]" % i, str(int(o["number"]))
            if o["number"] != i + 1:
                self.say("objections.json", at + ": the numbers have a gap")
            if not o["answeredBy"] or not o["decidedBy"] or o["answeredBy"] == o["decidedBy"]:
                self.say("objections.json", at + " was not decided by a second person")
            if o["outcome"] not in ("inadmissible", "dismissed", "upheld", "recount"):
                self.say("objections.json", at + ".outcome is not one of the specification's")
            arrived = [n for n, f in filed if f["objection"] == number and f.get("received") == o["received"]]
            settled = [n for n, act, f in events if act == "Objections.Decide" and f.get("objection") == number and f.get("outcome") == o["outcome"]]
            if not arrived or not settled or settled[0] < arrived[0]:
                self.say("objections.json", at + " is not what the chain tells of it")
            if o["outcome"] == "recount" and settled:
                ordered = max(ordered, settled[0])
        if ordered and not any(act == "Tallies.Run" and n > ordered and f.get("result") == self.manifest["result"] for n, act, f in events):
            self.say("objections.json", "a recount was ordered, and this result was not computed after it")

    def corrections(self):
        kept, last = self.kept("corrections.json", "corrections"), None
        decided = [f["correction"] for _, act, f in self.events() if act == "Corrections.Decide" and "correction" in f]
        if len(decided) != len(kept):
            self.say("corrections.json", "$.corrections has %d, the chain tells of %d" % (len(kept), len(decided)))
        for i, c in enumerate(kept):
            at = "$.corrections[%d]" % i
            if c["number"] != i + 1:
                self.say("corrections.json", at + ": the numbers have a gap")
            if not c["proposedBy"] or not c["decidedBy"] or c["proposedBy"] == c["decidedBy"]:
                self.say("corrections.json", at + " was not decided by a second person")
            if c["kind"] not in ("words", "result") or (c["kind"] == "words" and c["before"] != c["after"]) or last not in (None, c["before"]):
                self.say("corrections.json", at + ": before and after do not join")
            if str(int(c["number"])) not in decided:
                self.say("corrections.json", at + " is not what the chain tells of it")
            last = c["after"]
        if last not in (None, self.manifest["result"]):
            self.say("corrections.json", "the last correction does not lead to the result that the manifest states")

    def draws(self):
        seeds, lots = set(), {}
        for i, d in enumerate(self.kept("draws.json", "draws")):
            at, order = "$.draws[%d]" % i, d["order"]
            seeds.add(d["seed"])
            if d["method"] != "sha256" or d["kind"] not in ("order", "lot"):
                self.say("draws.json", at + " has an unknown method or kind")
            if not order or len(set(order)) != len(order) or sorted(order, key=lambda code: sha(d["seed"] + ":" + code)) != order:
                self.say("draws.json", at + ".order does not follow from the seed")
            if d["kind"] == "lot":
                lots.update((code, place + 1) for place, code in enumerate(order))
        for entry, number in (self.json("record.json").get("lots") or {}).items():
            if lots.get(entry) != number:
                self.say("draws.json", "the lot of %s is not the one in record.json" % entry)
        for _, _, facts in self.events():
            if "seed" in facts and facts["seed"] not in seeds:
                self.say("draws.json", "the draw with seed %s, which the chain tells of, is not here" % facts["seed"])

    def chain(self):
        stated = self.manifest["chain"]
        hash_, number, events = stated["previous"], int(stated["first"]) - 1, []
        text = self.files["chain.txt"].decode("utf-8")
        if text and not text.endswith("\n"):
            self.say("chain.txt", "the last line has no end")
        for i, line in enumerate(text.split("\n")[:-1] if text.endswith("\n") else text.split("\n")):
            mine, body = line[:64], line[65:]
            event = read_json(body)
            if line[64:65] != " " or canonical(body) != body or int(event["number"]) != number + 1 or sha(hash_ + body) != mine:
                self.say("chain.txt", "line %d (event %d) does not follow from the line before" % (i + 1, number + 1))
                return
            hash_, number = mine, number + 1
            events.append(event)
        if number != stated["last"] or hash_ != stated["head"]:
            self.say("chain.txt", "ends at event %d, not at the head that the manifest states (event %d)" % (number, stated["last"]))
        mine = [e for e in events if e.get("cycle") == self.manifest["cycle"]["id"]]
        wanted = [("Tallies.Run", ["record", "result", "scheme"]), ("Tallies.Approve", ["result"]), ("Notices.Post", ["result"]), ("Cycles.Advance", ["result"])]
        after = F(0)
        values = {"record": self.manifest["record"], "result": self.manifest["result"], "scheme": self.manifest["scheme"]["hash"]}
        for act, facts in wanted:
            found = [e for e in mine if e["act"] == act and e["number"] > after and all((e.get("facts") or {}).get(f) == values[f] for f in facts)]
            if not found:
                self.say("chain.txt", "no event %s with this %s after the one before it" % (act, ", ".join(facts)))
                return
            after = found[0]["number"]


def main(arguments):
    if arguments[:1] == ["--tally"] and len(arguments) > 1:
        exit_code = 0
        for name in arguments[1:]:
            for text in sys.stdin if name == "-" else [open(name, encoding="utf-8").read()]:
                try:
                    print(tally(text))
                except Invalid as e:
                    print("%s: %s" % (name, e), file=sys.stderr)
                    if name == "-":
                        print("invalid")
                    exit_code = 2
        return exit_code
    key = None
    if "--key" in arguments:
        at = arguments.index("--key")
        key = read_key(open(arguments[at + 1], "rb").read()) if at + 1 < len(arguments) else None
        if key is None:
            print("--key: not a P-256 public key", file=sys.stderr)
            return 2
        del arguments[at:at + 2]
    if not arguments or any(a.startswith("-") for a in arguments):
        print(__doc__, file=sys.stderr)
        return 2
    worst = 0
    for path in arguments:
        try:
            faults = Bundle(path, key).check()
        except Exception as e:  # a damaged archive can fail in many ways; all of them mean the same
            print("%s: UNREADABLE %s" % (path, e))
            worst = 2
            continue
        for fault in faults:
            print("%s: WRONG %s" % (path, fault))
        if not faults:
            print("%s: OK" % path)
        worst = max(worst, 1 if faults else 0)
    return worst


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    sys.stdin.reconfigure(encoding="utf-8")
    sys.exit(main(sys.argv[1:]))
