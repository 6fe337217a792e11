#!/bin/sh
# form schema: what editors are told about forms is what the reader says of them.
# SPDX-License-Identifier: AGPL-3.0-or-later
. "${TOP_SRCDIR:-.}/tests/tap.sh"
. "$TOP_SRCDIR/tests/app/lib.sh"

run form schema
exits 0 "form schema"
# shellcheck disable=SC2016 # meant as it stands
prints '"$schema": "https://json-schema.org/draft/2020-12/schema"' "says which JSON Schema it is"
cp out schema.json
run form schema extra
exits 64 "it takes no arguments"

python=
for try in python3 /usr/bin/python3; do
	"$try" -c 'import jsonschema, yaml; jsonschema.Draft202012Validator' 2>/dev/null &&
		python=$try && break
done
if [ -z "$python" ]; then
	skip "no python3 with jsonschema and yaml"
	tap_done
fi

cat >lib.py <<'EOT'
import copy, glob, json, os, subprocess, sys, yaml
import jsonschema

schema = json.load(open("schema.json"))
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
canvass, top = os.environ["canvass"], os.environ["TOP_SRCDIR"]


def read(name):
    # Every scalar is text here, as it is to the reader.
    return yaml.load(open(name, encoding="utf-8"), Loader=yaml.BaseLoader)


def fits(form):
    return validator.is_valid(form)


def check(form):
    """The codes and messages of form check, or [] if the form is right."""
    with open("try.yaml", "w", encoding="utf-8") as f:
        yaml.safe_dump(form, f, allow_unicode=True, sort_keys=False, width=1000)
    said = subprocess.run([canvass, "form", "check", "try.yaml", "--json"],
                          capture_output=True, text=True)
    return [(d["code"], d["message"]) for d in json.loads(said.stdout or "[]")
            if d["code"][0] == "E"]
EOT
export TOP_SRCDIR

# Each form that the reader accepts.
cat >accepts.py <<'EOT'
from lib import *
forms = glob.glob(top + "/forms/*.yaml")
forms += [f for f in glob.glob(top + "/tests/golden/form/cases/*.form.yaml")
          if os.path.exists(f[:-10] + ".tree")]
n = 0
for name in sorted(forms):
    form = read(name)
    if form.get("canvass") != "form 1":
        continue  # guides, and files of texts
    n += 1
    for e in validator.iter_errors(form):
        print(os.path.basename(name), e.json_path, e.message[:200])
print(n > 8)
EOT
is "$("$python" accepts.py 2>&1)" True "every form that the reader accepts fits"

# One form with every key in it, changed in one place at a time.
cat >changes.py <<'EOT'
from lib import *
# What only some forms need: the schema cannot know it.
sometimes = {"for each", "another", "points", "average", "store as", "or"}
# Of words that belong to no theme the reader only warns.
warned = {("theme words",)}


def places(node, path=()):
    """Every map of the form, with the way to it."""
    if isinstance(node, dict):
        yield path
    for key, kid in (node.items() if isinstance(node, dict) else
                     enumerate(node) if isinstance(node, list) else ()):
        yield from places(kid, path + (key,))


def at(form, path):
    for step in path:
        form = form[step]
    return form


form = read(top + "/tests/golden/form/cases/kinds.form.yaml")
if not fits(form) or check(form):
    print("the form itself:", check(form), [e.message for e in validator.iter_errors(form)])
tried = 0
for path in list(places(form)):
    for key in list(at(form, path)):
        way = "/".join(map(str, path + (key,)))
        # left out
        other = copy.deepcopy(form)
        del at(other, path)[key]
        said = check(other)
        if not fits(other) and not said:
            print("left out, and only the schema minds:", way)
        if fits(other) and any(c == "E022" and m == '"%s" is missing' % key
                               for c, m in said) \
                and key not in sometimes and key + " (cy)" not in at(form, path):
            print("left out, and only the reader minds:", way)
        # a list of maps in place of what it is: nowhere right
        other = copy.deepcopy(form)
        at(other, path)[key] = [{"no": "where"}]
        if fits(other):
            print("the schema takes anything:", way)
        if not check(other):
            print("the reader takes anything:", way)
        tried += 2
    # one key more: in maps with the language's keys nowhere right
    other = copy.deepcopy(form)
    at(other, path)["Unknown key"] = "x"
    if path in warned:
        continue
    if fits(other) or not check(other):
        print("one key more:", "/".join(map(str, path)), fits(other), check(other))
    tried += 1
print(tried > 200)
EOT
is "$("$python" changes.py 2>&1)" True "schema and reader agree on what is changed in one place"

# A few that an author may well write.
cat >refuses.py <<'EOT'
from lib import *
form = read(top + "/forms/page-feedback.yaml")


def tried(words, change):
    other = copy.deepcopy(form)
    change(other)
    if fits(other) or not check(other):
        print(words, fits(other), check(other))


def question(f):
    return f["pages"][0]["questions"][0]


tried("an unknown key", lambda f: f.update(titel="x"))
tried("an unknown key of a question", lambda f: question(f).update(optoins="x"))
tried("a type that is none", lambda f: question(f).update(type="chose one"))
tried("a type that is not offered", lambda f: question(f).update(type="date"))
tried("a key of another type", lambda f: question(f).update({"store as": ["0", "1+"]}))
tried("a language that is none", lambda f: f.update(languages=["en", "xx"]))
tried("a translated key that has no texts", lambda f: f.update({"id (cy)": "x"}))
tried("neither yes nor no", lambda f: f.update({"quick exit": "maybe"}))
tried("no whole number", lambda f: f.update(expected="many"))
tried("no day", lambda f: f.update(opens="1 December"))
tried("a list where a text stands", lambda f: f.update(title=["a", "b"]))
tried("options as a list", lambda f: question(f).update(options=["a", "b"]))
tried("a level that is none", lambda f: f["privacy"].update(ladder=["full", "half"]))
tried("a label that is none", lambda f: f["privacy"].update({"own patterns": {"FACE": "x"}}))
tried("no id", lambda f: question(f).pop("id"))
tried("a first line of something else", lambda f: f.update(canvass="guide 1"))
EOT
is "$("$python" refuses.py 2>&1)" "" "both refuse what is wrong"

tap_done
