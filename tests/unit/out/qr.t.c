/*
 * QR codes: their size, what they refuse, and how they are drawn.  That they can be read
 * is tested with the posters.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "base/base.h"
#include "out/out.h"
#include "tests/tap.h"

static void
sizes(struct arena *a)
{
	static const struct {
		unsigned letters, version;
	} cases[] = { { 21, 2 }, { 38, 2 }, { 39, 3 }, { 61, 3 }, { 62, 4 }, { 90, 4 } };
	char address[100];
	struct err err = { 0 };
	struct qr qr;

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		memset(address, 'A', sizeof(address));
		address[cases[i].letters] = '\0';
		ok(qr_make(address, &qr, a, &err), "%u characters", cases[i].letters);
		is_int(qr.version, cases[i].version, "are version %u", cases[i].version);
		is_int(qr.side, 17 + 4 * cases[i].version,
		       "with the side that belongs to it");
	}
}

static void
refused(struct arena *a)
{
	char longer[92];
	struct err err = { 0 };
	struct qr qr;

	ok(!qr_make("https://x", &qr, a, &err) && err.code == ERR_INPUT, "small letters");
	is_str(err.text,
	       "\"h\" in the address: only capitals, digits and $%*+-./: fit a QR code of "
	       "this kind",
	       "are named");
	memset(longer, 'A', sizeof(longer));
	longer[91] = '\0';
	ok(!qr_make(longer, &qr, a, &err) && err.code == ERR_INPUT, "91 characters");
	is_str(err.text,
	       "the address has 91 characters, at most 90: choose a shorter host name",
	       "are too many");
	ok(!qr_make("", &qr, a, &err) && err.code == ERR_INPUT, "none at all");
}

/* Of a code generator: small letters and signs, read at arm's length. */
static void
texts(struct arena *a)
{
	static const char address[] = "otpauth://totp/canvass:ann?secret="
				      "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=canvass";
	char longer[202];
	struct err err = { 0 };
	struct qr qr;

	ok(qr_make_text(address, &qr, a, &err), "a text of any bytes: %s", err.text);
	is_int(qr.version, 5, "is version 5");
	memset(longer, 'a', sizeof(longer));
	longer[201] = '\0';
	ok(!qr_make_text(longer, &qr, a, &err) && err.code == ERR_INPUT, "201 are too many");
	ok(!qr_make_text("", &qr, a, &err) && err.code == ERR_INPUT, "none are none");
}

/* The path's rectangles painted back must be the modules. */
static void
path(struct arena *a)
{
	SCOPED(buf) b = { .most = 0 };
	unsigned char *painted;
	unsigned x, y, wide, wrong = 0;
	struct err err = { 0 };
	const char *p;
	struct qr qr;

	if (!qr_make("HTTPS://A.EXAMPLE/S/K7QX3MRR", &qr, a, &err))
		die("%s", err.text);
	painted = arena_array(a, unsigned char, (size_t)qr.side *qr.side);
	qr_path(&qr, 4, 4, &b);
	for (p = b.data; p && sscanf(p, "M%u %uh%uv1h-%*uz", &x, &y, &wide) == 3;
	     p = strchr(p + 1, 'M'))
		for (unsigned i = 0; i < wide; i++)
			painted[(y - 4) * qr.side + x - 4 + i]++;
	for (size_t i = 0; i < (size_t)qr.side * qr.side; i++)
		wrong += painted[i] != qr.modules[i];
	is_int(wrong, 0, "the path paints each dark module once, and no other");
	ok(qr.modules[0] && !qr.modules[qr.side + 1],
	   "a finder pattern stands in the corner");
}

static unsigned
lines_in(const struct buf *b)
{
	unsigned lines = 0;

	for (size_t i = 0; i < b->len; i++)
		lines += b->data[i] == '\n';
	return lines;
}

static void
terminal(struct arena *a)
{
	SCOPED(buf) colour = { .most = 0 };
	SCOPED(buf) plain = { .most = 0 };
	SCOPED(buf) dark = { .most = 0 };
	struct err err = { 0 };
	struct qr qr;

	if (!qr_make("HTTPS://A.EXAMPLE/S/K7QX3MRR", &qr, a, &err))
		die("%s", err.text);
	qr_terminal(&qr, &colour);
	qr_terminal_plain(&qr, false, &plain);
	qr_terminal_plain(&qr, true, &dark);
	is_int(lines_in(&colour), (qr.side + 9) / 2,
	       "two modules a line, quiet zone included");
	ok(str_starts(colour.data, "\x1b[30;107m"), "black on white, said outright");
	ok(!strchr(plain.data, '\x1b') && !strchr(dark.data, '\x1b'),
	   "plain has no escapes");
	ok(str_starts(plain.data, "     "), "dark on light: the quiet zone is blank");
	ok(str_starts(dark.data, "\xe2\x96\x88\xe2\x96\x88"),
	   "on a dark terminal the quiet zone is drawn");
	is_int(lines_in(&dark), lines_in(&plain), "both are as high");
}

int
main(void)
{
	struct arena *a = arena_new(0);

	sizes(a);
	refused(a);
	texts(a);
	path(a);
	terminal(a);
	arena_free(a);
	return tap_done();
}
