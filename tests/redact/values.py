# What can tell who somebody is, made up: for each class the forms that people write, as (what
# comes before, the part to be found, what comes behind).  Values are safe ones: Ofcom's numbers
# for drama, addresses and domains for documentation, NI prefixes that are never issued, card
# numbers for tests, the NHS's 999 range; the rest is invented by combination.
# SPDX-License-Identifier: AGPL-3.0-or-later

FORENAMES = """Aaron Abigail Adam Aisha Alan Alice Amanda Amy Andrea Andrew Angela Anita Ann
Anthony Arjun Ashley Barry Ben Beth Brian Bronwen Callum Carl Carol Caroline Catherine Charlotte
Chloe Chris Christine Claire Colin Connor Craig Dafydd Daniel Darren Dave David Dawn Dean Debbie
Deepak Denise Derek Diane Donna Dylan Edward Elaine Eleanor Elizabeth Ella Emily Emma Eoin Farah
Fatima Fiona Gareth Gary Gavin Gemma Geoff George Georgia Gillian Glen Gordon Graham Hannah
Harpreet Harry Hassan Heather Helen Howard Hugh Iain Ian Imran Isaac Isabel Jack Jackie Jacob
Jamal James Jamie Jane Janet Jason Jennifer Jenny Jessica Jill Joanne Joe John Jonathan Josh Joyce
Julie Karen Karl Kate Kathleen Kayleigh Keith Kelly Kerry Kevin Kim Kirsty Kwame Laura Lauren Leah
Lee Leon Lesley Lewis Liam Linda Lisa Louise Lucy Luke Lynn Malcolm Mandeep Margaret Maria Marie
Martin Mary Matthew Megan Michael Michelle Mohammed Nadia Naomi Natalie Nathan Neil Niamh Nicholas
Nicola Nigel Nikhil Oliver Olivia Owen Pam Patricia Paul Pauline Peter Phil Philip Priya Rachel
Raj Rebecca Rhys Richard Rob Robert Robin Roger Ross Ruth Ryan Sally Sam Samantha Samir Sandra
Sanjay Sara Sarah Scott Sean Sharon Shaun Sheila Shirley Sian Simon Siobhan Sophie Stacey Stephen
Steve Stuart Sunita Susan Suzanne Tanya Tariq Teresa Tim Tina Tom Tony Tracey Trevor Valerie Vicky
Victoria Vikram Vincent Wayne Wendy William Yasmin Yusuf Zainab Zoe""".split()

# Some are everyday words, as many British surnames are.
SURNAMES = """Adams Adeyemi Ahmed Akhtar Ali Allen Anderson Andrews Armstrong Ashworth Atkinson
Bailey Baker Ball Banks Barker Barnes Bell Bennett Berry Bhatt Black Booth Bradley Brennan Brooks
Brown Burke Burton Butler Byrne Campbell Carr Carter Chambers Chapman Chaudhry Chowdhury Clark
Clarke Cole Collins Cook Cooper Cox Craig Cunningham Davidson Davies Davis Dawson Day Dhillon
Dixon Doherty Douglas Doyle Duncan Edwards Elliott Ellis Evans Farrell Field Fisher Fletcher Ford
Foster Fox Francis Fraser Gallagher Gardner Gibson Gill Gordon Graham Grant Gray Green Griffiths
Hall Hamilton Hargreaves Harris Harrison Hart Harvey Hawkins Hayes Henderson Hill Holmes Houghton
Howard Hudson Hughes Hunt Hunter Hussain Iqbal Islam Jackson James Jenkins Johnson Johnston Jones
Jordan Kapoor Kaur Kelly Kennedy Khan King Knight Kowalski Kumar Lane Lawrence Lawson Lee Lewis
Lloyd Long Lowe MacDonald Mahmood Malik Marsh Marshall Martin Mason Matthews May McCarthy McDonald
McKenzie McLean Mehta Mensah Miah Miller Mills Mitchell Moore Morgan Morris Morrison Murphy Murray
Mwangi Myers Nguyen Nowak O'Brien O'Connor O'Neill Okafor Okonkwo Owen Page Palmer Parker Parry
Patel Payne Pearce Perry Phillips Pickering Poole Powell Price Pritchard Qureshi Rahman Ramsden
Reid Reynolds Richards Richardson Riley Roberts Robertson Robinson Rogers Rose Ross Russell Ryan
Saunders Scott Shah Sharma Sharp Shaw Sheikh Simpson Singh Smith Spencer Stevens Stewart Stone
Sutcliffe Sutton Taylor Thomas Thompson Thornton Tucker Turner Uddin Walker Wallace Walsh Ward
Warren Watson Watts Webb Wells West White Whitehead Wilkinson Williams Williamson Wilson Wood
Wright Young""".split()

RANKS = """PC|DC|PS|DS|DI|DCI|Sgt|Sergeant|Insp|Inspector|Ch Insp|Chief Inspector|Supt
Superintendent
Ch Supt|Chief Superintendent|ACC|DCC|PCSO|WPC|SC|T/DC|A/Sgt|T/Sgt|A/PS|T/Insp|A/Insp|DSgt
Detective Constable|Detective Sergeant|Detective Inspector|Acting Sergeant|Special Constable|Det Con
Det Sgt|Constable|Assistant Chief Constable|Chief Constable|Custody Sgt|Custody Sergeant|Det Supt
Temp Sgt|Special Sgt|Chief Supt""".replace("\n", "|").split("|")
COLLAR_RANKS = "PC PS DC DS PCSO SC WPC T/DC T/PS A/PS A/Sgt Sgt DI Insp T/DS".split()
PHONETIC = """Alpha Bravo Charlie Delta Echo Foxtrot Golf Hotel India Juliet Kilo Lima Mike
November Oscar Papa Quebec Romeo Sierra Tango Uniform Victor Whiskey Xray Yankee Zulu""".split()
TOWNS = """Accrington Aldershot Barnsley Basildon Bedford Blackburn Blackpool Bolton Bradford
Burnley Cardiff Carlisle Chelmsford Cheltenham Chesterfield Colchester Coventry Crewe Croydon
Darlington Derby Doncaster Dudley Eastbourne Exeter Gateshead Gloucester Grimsby Guildford Halifax
Harlow Hartlepool Hastings Hereford Huddersfield Ipswich Kidderminster Lancaster Leicester Lincoln
Liverpool Luton Maidstone Manchester Mansfield Middlesbrough Newcastle Northampton Norwich
Nottingham Oldham Oxford Peterborough Plymouth Portsmouth Preston Ramsgate Rochdale Rotherham
Salford Scunthorpe Sheffield Shrewsbury Skegness Slough Southampton Southend Stafford Stevenage
Stockport Stoke Sunderland Swansea Swindon Taunton Telford Torquay Wakefield Walsall Warrington
Watford Wigan Wolverhampton Worcester Wrexham Yeovil York""".split()
STREETS = """Albert Ashfield Back Beech Bridge Broad Canal Castle Cedar Chapel Church Clarence
College Cromwell Derwent Duke Elm Grange Green Grove Hawthorn Heath High Hollins Kings Lime London
Low Maple Market Meadow Mill Moor Nelson New North Oak Orchard Park Poplar Priory Queens Rectory
Richmond Sandy School South Spring St Johns Stanley Station Thornhill Union Victoria Wellington
West Willow Windsor Woodlands York""".replace("St Johns", "St_Johns").split()
STREET_WORDS = """Street Road Lane Avenue Close Drive Way Terrace Crescent Court Gardens Grove Place
Square St Rd Ave Cl Dr Cres Hill Row Walk Mews""".split()
MONTHS = """January February March April May June July August September October November
December""".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
TEENS = "one two three four five six seven eight nine".split()


PUBLIC_HOSTS = ["example.com", "example.org", "example.net", "example.co.uk"]


def digits(r, n, first="0123456789"):
    return r.choice(first) + "".join(r.choice("0123456789") for _ in range(n - 1))


def letters(r, n, of="ABCDEFGHJKLMNPRSTUVWXYZ"):
    return "".join(r.choice(of) for _ in range(n))


def case(r, word, small=0.3):
    return word.lower() if r.random() < small else word


def surname(r):
    name = r.choice(SURNAMES)
    chance = r.random()
    if chance < 0.05:
        return name + "-" + r.choice(SURNAMES)
    if chance < 0.07:
        return r.choice(["van der ", "de ", "Van ", "al-", "De "]) + name
    return name.replace("'", "’") if r.random() < 0.3 else name


def full_name(r):
    first = r.choice(FORENAMES)
    return r.choice([f"{first} {surname(r)}"] * 6 + [
        f"{first[0]}. {surname(r)}", f"{'J' if first[0] == 'I' else first[0]} {surname(r)}",
                                                     f"{first} {letters(r, 1)} {surname(r)}",
        f"{first} {r.choice(FORENAMES)} {surname(r)}",
                                                     f"{first}-{r.choice(FORENAMES)} {surname(r)}",
        f"{letters(r, 1)}.{letters(r, 1)}. {surname(r)}"])


def name(r, flag=""):
    chance, first = r.random(), r.choice(FORENAMES)
    if flag == "~" and chance < 0.3:
        return "", r.choice([first, f"{first} {surname(r)}",
                             f"{first[0]}. {surname(r)}"]).lower(), ""
    if flag == "!" or chance < 0.55:
        return "", full_name(r), ""
    if chance < 0.70:
        return r.choice(["Mr ", "Mrs ", "Ms ", "Miss ", "Dr ", "Mr. "]), surname(r), ""
    if chance < 0.75 and flag == "~":
        return "", surname(r), ""
    return "", r.choice(FORENAMES), ""


def rank_name(r, flag=""):
    rank = r.choice(RANKS)
    who = r.choice([surname(r)] * 5 + [full_name(r)] * 3 + [r.choice(FORENAMES)])
    chance = r.random()
    if chance < 1 / 3:
        return rank.lower() + " ", who.lower(), ""
    if chance < 0.36:
        return rank.upper() + " ", who.upper(), ""
    return rank + " ", who, ""


def collar(r, flag=""):
    rank = r.choice(COLLAR_RANKS)
    number = r.choice([digits(r, r.choice([3, 4, 4, 4, 5, 6]), "123456789"),
                       digits(r, r.choice([1, 2, 3, 4]), "123456789") + letters(r, 2)])
    cue = r.choice(["shoulder no. ", "shoulder number ", "collar number ", "collar no ",
                    "collar no: ",
                    "warrant number ", "warrant no. ", "shoulder number is ", "epaulette number ",
                    "shoulder no: ", "badge number "])
    return r.choice([("", f"{rank} {number}", "")] * 3 + [
        ("", f"{rank}{number}", ""), ("", f"{rank.lower()} {number.lower()}", ""),
        ("", f"{rank.lower()}{number.lower()}", ""), ("", f"{rank} {number}",
                                                      " " + "\0" + surname(r)),
        (cue, number, ""), (cue, digits(r, 6, "123456789"), ""),
        (case(r, cue, 1), number.lower(), "")])


def callsign(r, flag=""):
    words = " ".join(r.choice(PHONETIC) for _ in range(r.choice([1, 2, 2, 2])))
    number = digits(r, r.choice([1, 2, 2, 3]), "123456789")
    return r.choice([("", f"{words} {number}", "")] * 3 + [
        ("", f"{words} {number}".lower(), ""), ("", f"{words}{number}", ""),
        ("", f"{words} {r.choice(TEENS)} {r.choice(TEENS)}", ""),
        ("", f"{r.choice(['NPAS', 'Trojan', 'Ranger', 'Viper'])} {number}", ""),
        (r.choice(["call sign ", "callsign ", "call-sign "]), f"{letters(r, 2)}{number}", ""),
        (r.choice(["call sign ", "callsign "]), f"{words} {number}", "")])


def phone(r, flag=""):
    last = digits(r, 3)
    landline, london = "960" + last, "0" + last
    forms = [f"07700 900{last}", f"07700900{last}", f"07700 900 {last}", f"+44 7700 900{last}",
             f"+447700900{last}", f"0044 7700 900{last}", f"+44 (0)7700 900 {last}",
             f"07700-900-{last}", f"07700.900.{last}", f"(07700) 900{last}", f"077 009 00{last}",
             f"01632 {landline}", f"(01632) {landline}", f"01632 960 {last}", f"01632-960{last}",
             f"020 7946 {london}", f"020-7946-{london}", f"+44 (0)20 7946 {london}",
             f"(020) 7946 {london}", f"02079460{last}", f"+44 20 7946{london}", f"0 7 7 0 0 9 0 0 "
             + " ".join(last), f"07700 nine hundred {last}", f"o7700 900{last}",
             "oh seven seven double oh nine double oh " + spoken(r, last)]
    if r.random() < 0.1:
        return r.choice([("", f"101 ext {digits(r, r.choice([1, 4, 5, 6]), '123456789')}", ""),
                         (r.choice(["ext ", "ext. ", "extension "]), digits(r, 4, "123456789"),
                          "")])
    return "", r.choice(forms), ""


def spoken(r, number):
    said = "zero one two three four five six seven eight nine".split()
    return " ".join(r.choice(["oh", "zero"]) if c == "0" else said[int(c)] for c in number)


def account(r):
    first, last = r.choice(FORENAMES).lower(), r.choice(SURNAMES).lower().replace("'", "")
    return r.choice([f"{first}.{last}", f"{first}{digits(r, 2)}", f"{first}_{last}",
                     f"{first[0]}{last}",
                     f"{last}{first[0]}{digits(r, 2)}", f"the.real.{first}", f"x{first}x{last}"])


def email(r, flag=""):
    who = account(r)
    host = r.choice(["example.com", "example.org", "example.net", "mail.example.com",
                     "force.police.test",
                     "example.co.uk", "pnn.police.test", "webmail.test"])
    plain = f"{who}@{host}"
    return "", r.choice([plain] * 5 + [
        plain.upper(), f"{who}@{host.replace('.', ' dot ')}",
                                       f"{who} at {host.replace('.', ' dot ')}",
        f"{who}(at){host}", f"{who} [at] {host.replace('.', ' [dot] ')}", f"{who} @ {host}",
        f"{who} at {r.choice(PUBLIC_HOSTS)}", f"{who}+case@{host}", f"{who}＠{host}"]), ""


def url(r, flag=""):
    host = r.choice(["example.com", "example.org", "example.net", "forum.example.com",
                     "station.test",
                     "example.co.uk", "cops.example.org"])
    path = r.choice(["", "/", "/profile", f"/u/{account(r)}", f"/t/{digits(r, 5)}",
                     "/news?id=4&p=2",
                     "/watch#top", "/a-long/path_to/page.html"])
    web = f"www.{host}{path}"
    return "", r.choice([f"https://{host}{path}", f"https://{web}", f"http://{host}{path}", web,
                         web,
                         f"{host.replace('station.test', 'example.com')}{path}", web.upper(),
                         f"HTTPS://{host}{path}"]), ""


def handle(r, flag=""):
    who = account(r).replace("@", "")
    cue = r.choice(["insta: ", "snap: ", "ig: ", "insta ", "snapchat: ", "tiktok: ", "twitter: ",
                    "on insta as ", "on snap as ", "Instagram: ", "facebook: ", "telegram: ",
                    "my insta is ", "Snapchat name "])
    return r.choice([("", "@" + who, "")] * 3 + [(cue, who, ""), (cue, "@" + who, ""),
                                               (cue, who, "")])


def ip(r, flag=""):
    four = r.choice(["192.0.2.", "198.51.100.", "203.0.113."]) + str(r.randrange(1, 255))
    six = r.choice([f"2001:db8::{r.randrange(1, 65535):x}",
                    f"2001:0db8:85a3:0000:0000:8a2e:0370:{digits(r, 4)}",
                    f"2001:db8:{r.randrange(1, 65535):x}::{r.randrange(1, 255):x}",
                    "2001:DB8::8:800:200C:417A"])
    return "", r.choice([four] * 4 + [four + ":8080", four + "/24", six, six]), ""


def nino(r, flag=""):
    prefix = r.choice(["QQ", "QQ", "QQ", "BG", "GB", "NK", "KN", "TN", "NT", "ZZ", "DA", "FQ"])
    a, b, c, end = digits(r, 2), digits(r, 2), digits(r, 2), r.choice("ABCD")
    form = r.choice(["{}{}{}{}{}", "{} {} {} {} {}", "{}{}{}{}{}", "{} {}{}{} {}", "{}-{}-{}-{}-{}",
                     "{} {}{}{}{}", "{}{} {} {}{}", "{} {} {} {}{}"])
    return "", case(r, form.format(prefix, a, b, c, end)), ""


def nhs(r, flag=""):
    number = "999" + digits(r, 6)
    check = (11 - sum(int(d) * (10 - i) for i, d in enumerate(number)) % 11) % 11
    number += str(check) if check < 10 and r.random() < 0.7 else digits(r, 1)
    a, b, c = number[:3], number[3:6], number[6:]
    return "", r.choice([f"{a} {b} {c}", f"{a}-{b}-{c}", number, f"{a} {b} {c}", f"{a}{b} {c}",
                         f"{a}.{b}.{c}", f"{a}  {b}  {c}"]), ""


def postcode(r, flag=""):
    areas = "B BD BL BN CF DE DN E EC HD HU L LE LS M N NE NG NW OL PL PR S SA SE SR SW W WF WV"
    area = r.choice(areas.split())
    out = area + r.choice([digits(r, 1, "123456789"), digits(r, 2, "12345"),
                           digits(r, 1, "12345") + "A"
                           if area in ("EC", "SW", "W", "E", "N", "SE") else digits(r, 1,
                                   "123456789")])
    inward = digits(r, 1) + letters(r, 2, "ABDEFGHJLNPQRSTUWXYZ")
    if r.random() < 0.12:
        return r.choice(["near ", "postcode "]), out, ""
    return "", case(r, out + r.choice([" ", " ", "", "  "]) + inward, 0.35), ""


def address(r, flag=""):
    street = f"{r.choice(STREETS)} {r.choice(STREET_WORDS)}".replace("_", " ")
    number = str(r.randrange(1, 240))
    form = r.choice([f"{number} {street}"] * 4 + [
        f"{number}{r.choice('abcAB')} {street}", f"Flat {r.randrange(1, 40)}, {number} {street}",
        f"Flat {r.randrange(1, 9)}{r.choice('ABC')}, {number} {street}", f"{number}, {street}",
        f"Apartment {r.randrange(1, 60)}, {number} {street}",
                                                  f"{number}-{int(number) + 2} {street}",
        f"{number} {street.lower()}", f"flat {r.randrange(1, 40)} {number} {street.lower()}",
        f"{number} {r.choice(['Upper', 'Old', 'Great', 'North', 'Lower'])} {street}",
        f"Unit {r.randrange(1, 20)}, {street}"])
    return "", form, ""


def place(r, flag=""):
    town = r.choice(TOWNS)
    street = f"{r.choice(STREETS)} {r.choice(['Street', 'Road', 'Lane'])}".replace("_", " ")
    spot = r.choice([town, town, street])
    return r.choice([
        ("", case(r, town), r.choice([" nick", " custody", " police station", " custody suite",
                                      " station"])),
        ("", spot, r.choice([" nick", " police station", " custody", " station"])),
        ("", town, ""),
        ("",
         f"{r.choice(['St Mary’s', 'St Jamess', 'Royal ' + town, town + ' General', 'Queens'])} "
         f"{r.choice(['Hospital', 'Infirmary'])}".replace("Jamess", "James's"), ""),
        ("", town, r.choice([" Crown Court", " Magistrates", " town centre"]))])


def vehicle(r, flag=""):
    new = f"{letters(r, 2)}{digits(r, 2)}", letters(r, 3)
    year_letters = "ABCDEFGHJKLMNPRSTVWXY"
    number = digits(r, r.choice([2, 3, 3]), "123456789")
    prefix = r.choice(year_letters) + number, letters(r, 3)
    suffix = letters(r, 3), digits(r, r.choice([2, 3]), "123456789") + r.choice(year_letters)
    if r.random() < 0.12:
        cue = r.choice(["reg ", "reg no ", "registration ", "VRM ", "index ", "reg: ",
                        "number plate "])
        return cue, r.choice([f"{letters(r, 3)} {digits(r, 4)}",
                              f"{digits(r, 3, '123456789')} {letters(r, 3)}",
                              f"{letters(r, 2)}Z {digits(r, 4)}"]), ""
    blank = r.choice([" ", " ", "", "-" if r.random() < 0.3 else " "])
    return "", case(r, blank.join(r.choice([new, new, new, prefix, suffix]))), ""


def year(r):
    return str(r.randrange(18, 27))


def crimeref(r, flag=""):
    y = year(r)
    bare = r.choice([f"{digits(r, 2)}/{digits(r, 7)}/{y}", f"{digits(r, 7)}/{y}",
                     f"CRI/{digits(r, 2)}{letters(r, 2)}/{digits(r, 7)}/{y}",
                     f"{digits(r, 2)}/{digits(r, 5)}/{y}", f"{digits(r, 2)}-{digits(r, 7)}-{y}",
                     f"{letters(r, 2)}/{digits(r, 5)}/{y}",
                     f"{digits(r, 2)}{letters(r, 2)}/{digits(r, 4)}/{y}"])
    cue = r.choice(["crime ref ", "crime reference ", "crime number ", "crime no. ", "crime ref: ",
                    "crime reference number ", "CRN ", "CRIS "])
    chance = r.random()
    if chance < 0.25:
        return cue, r.choice([bare, f"{y}/{digits(r, 6)}", f"{digits(r, 6)}/{y}",
                              f"{y}{digits(r, 8)}"]), ""
    return "", case(r, bare, 0.2), ""


def incident(r, flag=""):
    y, n = year(r), digits(r, r.choice([2, 3, 4]), "123456789")
    day = f"{r.randrange(1, 29):02}"
    cue = r.choice(["log ", "log number ", "incident ", "incident number ", "inc no ", "CAD ",
                    "STORM log ",
                    "Command and Control log "])
    return r.choice([
        ("", f"{y}000{digits(r, 6)}", ""), ("", f"{y}*{digits(r, 6)}", ""),
        ("CAD ", f"{n}/{day}{r.choice(MONTHS)[:3]}", ""),
                     ("CAD ", f"{n}/{day}{r.choice(MONTHS)[:3].upper()}{y}", ""),
        (cue, n, " of \1" + plain_date(r)), (cue, f"{digits(r, 4)}-{day}{digits(r, 2, '01')}{y}",
                                             ""),
        (cue, f"{y}{digits(r, 9)}", ""), (cue.lower(), n, " of \1" + plain_date(r).lower()),
        ("Niche ", f"{y}000{digits(r, 6)}", ""), (r.choice(["niche ref ", "occurrence "]),
                                                  f"{y}*{digits(r, 6)}", "")])


def pnc(r, flag=""):
    check = r.choice("ABCDEFGHJKLMNPQRTUVWXYZ")
    y = digits(r, 2, "6789")
    return r.choice(["", "", "PNC ", "PNC ID ", "CRO "]), case(r, r.choice([
        f"{r.choice(['19', '20'])}{digits(r, 2)}/{digits(r, 7)}{check}",
                f"{digits(r, 2)}/{digits(r, 6)}{check}",
        f"{digits(r, 6)}/{y}{check}", f"SF{y}/{digits(r, 6)}{check}",
                f"{digits(r, 2)}/{digits(r, 7)}{check}"]),
        0.2), ""


def custody(r, flag=""):
    y, unit = year(r), digits(r, 2) + letters(r, 2)
    return r.choice([
        ("", f"{unit}{digits(r, 5)}{y}", ""), ("", f"{unit}/{digits(r, 5)}/{y}", ""),
        ("URN ", f"{unit}{digits(r, 5)}{y}", ""),
                     ("URN ", f"{digits(r, 2)} {letters(r, 2)} {digits(r, 5)} {y}", ""),
        (r.choice(["custody record ", "custody number ", "custody ref ", "custody no. ",
                   "custody rec "]),
         r.choice([f"{digits(r, 5)}/{y}", f"{letters(r, 2)}/{digits(r, 4)}/{y}",
                   f"{unit}/{digits(r, 4)}/{y}"]), ""),
        ("ASN ", f"{y}/{digits(r, 4)}/{digits(r, 2)}/{digits(r, 6)}{letters(r, 1)}", ""),
        ("", f"{unit}{digits(r, 5)}{y}".lower(), "")])


def card(r, flag=""):
    number = r.choice(["4111111111111111", "5555555555554444", "4012888888881881",
                       "5105105105105100",
                       "4242424242424242", "6011111111111117", "378282246310005", "4222222222222"])
    if r.random() < 0.3:
        number = number[:-3] + digits(r, 3)
    groups = [number[i:i + 4] for i in range(0, len(number), 4)]
    return "", r.choice([number, " ".join(groups), " ".join(groups), "-".join(groups),
                         f"{number[:4]} {number[4:10]} {number[10:]}", ".".join(groups)]), ""


def bank(r, flag=""):
    iban = r.choice(["GB82WEST12345698765432", "GB33BUKB20201555555555", "DE89370400440532013000",
                     "FR1420041010050500013M02606", "IE29AIBK93115212345678", "NL91ABNA0417164300"])
    if r.random() < 0.3:
        iban = iban[:-3] + digits(r, 3)
    spaced = " ".join(iban[i:i + 4] for i in range(0, len(iban), 4))
    sort, number = "-".join(digits(r, 2) for _ in range(3)), digits(r, 8)
    return r.choice([("", iban, ""), ("", spaced, ""), ("", spaced.lower(), ""),
                     ("", f"{sort} {number}", ""),
                     ("", f"{sort}  {number}", ""), (r.choice(["sort code ", "sc "]), sort, ""),
                     (r.choice(["account ", "acc no ", "account number ", "a/c "]), number, ""),
                     ("sort code ", sort.replace("-", " "), "")])


def passport(r, flag=""):
    return r.choice([("", f"{letters(r, 2)}{digits(r, 7)}", ""),
                     ("", f"{letters(r, 2).lower()}{digits(r, 7)}", ""),
                     ("passport ", digits(r, 9), ""), ("", f"{letters(r, 2)} {digits(r, 7)}", ""),
                     (r.choice(["passport no. ", "passport number "]),
                      f"{letters(r, 1)}{digits(r, 8)}", "")])


def licence(r, flag=""):
    last = (r.choice(SURNAMES).upper().replace("'", "") + "99999")[:5]
    day = f"{r.randrange(1, 13):02}{r.randrange(1, 29):02}"
    groups = last, digits(r, 1, "56789") + day + digits(r, 1), letters(r,
            1) + r.choice([letters(r, 1), "9"]) \
        + digits(r, 1) + letters(r, 2)
    whole = "".join(groups)
    return r.choice([("", whole, ""), ("", whole, ""), ("", whole.lower(), ""),
                     ("", " ".join(groups), ""),
                     ("", whole, " " + digits(r, 2))])


def ordinal(day):
    return f"{day}{'th' if 10 < day < 20 else {1: 'st', 2: 'nd', 3: 'rd'}.get(day % 10, 'th')}"


def plain_date(r):
    day, month, y = r.randrange(1, 29), r.randrange(1, 13), r.randrange(2015, 2027)
    word = r.choice([MONTHS[month - 1], MONTHS[month - 1], MONTHS[month - 1][:3]])
    return r.choice([f"{day:02}/{month:02}/{y % 100}", f"{day}/{month}/{y}",
                     f"{day:02}.{month:02}.{y % 100}",
                     f"{y}-{month:02}-{day:02}", f"{ordinal(day)} {word}", f"{day} {word} {y}",
                     f"{word} {ordinal(day)}", f"{ordinal(day)} of {word}",
                     f"{day:02}-{month:02}-{y}",
                     f"{ordinal(day)} {word} {y}", f"{day} {word}", f"{day}/{month}/{y % 100}",
                     f"{r.choice(DAYS)} {day} {word}",
                     f"{r.choice(DAYS)[:3]} {ordinal(day)} {word}",
                     f"{r.choice(DAYS)} {ordinal(day)}"])


def date(r, flag=""):
    chance = r.random()
    if chance < 0.1:
        day = r.choice(DAYS)
        return "", case(r, "last " + r.choice([day, day[:4] if day[0] == "T" else day[:3]])), ""
    if chance < 0.15:
        return "", f"{r.choice(MONTHS)} {r.randrange(1, 29)}, {r.randrange(2015, 2027)}", ""
    return "", case(r, plain_date(r), 0.2), ""


def time(r, flag=""):
    h, m = r.randrange(0, 24), r.choice([0, 5, 10, 15, 17, 20, 30, 42, 45, 50, 59])
    t = (h - 1) % 12 + 1
    half = "am" if h < 12 else "pm"
    return r.choice([("", f"{h:02}:{m:02}", ""), ("", f"{t}.{m:02}{half}", ""),
                     ("", f"{t}:{m:02} {half}", ""),
                     ("", f"{h:02}{m:02} hrs", ""), ("", f"{h:02}{m:02}hrs", ""),
                     ("", f"{t}{half}", ""),
                     ("", f"{t} {half[0]}.m.", ""), ("", f"{h:02}:{m:02}:{r.randrange(60):02}", ""),
                     ("", f"{h:02}{m:02} hours", ""), ("", f"{t}{half.upper()}", ""),
                     ("", f"{h:02}.{m:02}hrs", ""),
                     ("", f"{t} o'clock", "")])


def age(r, flag=""):
    n = str(r.randrange(18, 90))
    born = r.randrange(1940, 2006)
    said = r.choice(["twenty", "thirty", "forty", "fifty"]) + r.choice(" -") + r.choice(TEENS)
    return r.choice([("aged ", n, ""), ("age ", n, ""), ("", n, "-year-old"), ("", n, " year old"),
                     ("", n, " years old"), ("", n, " yrs old"), ("", n, "yo"), ("", n, " y/o"),
                     ("Aged ", n, ""),
                     ("", n, " years of age"),
                     ("dob ", f"{r.randrange(1, 29):02}/{r.randrange(1, 13):02}/{born}", ""),
                     ("DOB: ", f"{r.randrange(1, 29):02}.{r.randrange(1, 13):02}.{born % 100}", ""),
                     ("aged ",
                      said, ""),
                     ("date of birth ", f"{r.randrange(1, 29)} {r.choice(MONTHS)} {born}", ""),
                     ("born in ", str(born), "")])


def number(r, flag=""):
    n = digits(r, r.choice([7, 8, 9, 10, 11, 12, 14, 20]), "123456789")
    return "", r.choice([n, n, f"{n[:3]} {n[3:]}", f"{n[:2]}-{n[2:5]}-{n[5:]}", f"{n[:4]}.{n[4:]}",
                         f"{letters(r, 2)}{n}", f"{n}{letters(r, 1)}", f"{n[:3]}/{n[3:]}",
                         f"{letters(r, 1)}-{n[:4]}-{n[4:]}"]), ""


VALUES = {"NAME": name, "RANK_NAME": rank_name, "COLLAR": collar, "CALLSIGN": callsign,
          "PHONE": phone, "EMAIL": email, "URL": url, "HANDLE": handle, "IP": ip, "NINO": nino,
          "NHS": nhs, "POSTCODE": postcode, "ADDRESS": address, "PLACE": place,
          "VEHICLE": vehicle, "CRIMEREF": crimeref, "INCIDENT": incident, "PNC": pnc,
          "CUSTODY": custody, "CARD": card, "BANK": bank, "PASSPORT": passport,
          "LICENCE": licence, "DATE": date, "TIME": time, "AGE": age, "NUMBER": number}
