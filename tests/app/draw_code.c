/*
 * Draws a QR code as a PNG, as nobody should: for the test of `poster check`.  Settings are words:
 *
 *	draw_code text=HTTPS://... out=x.png [pixels=8] [quiet=4] [mm=2.8 (a module)] [version=0]
 *		[level=M] [mode=A|8] [dark=0] [light=255] [around=255] [flip=1 (modules)]
 *		[turn=0 (degrees)] [blur=0 (modules)] [noise=0 (per cent)] [count=1 (side by side)]
 *
 * around: grey beyond the quiet zone, four modules wide.  quiet may be negative: no code is drawn.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <math.h>
#include <qrencode.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int arg_count;
static char **args;

static const char *
word(const char *name, const char *otherwise)
{
	size_t len = strlen(name);

	for (int i = arg_count - 1; i > 0; i--) /* the last one counts */
		if (strncmp(args[i], name, len) == 0 && args[i][len] == '=')
			return args[i] + len + 1;
	return otherwise;
}

static double
number(const char *name, double otherwise)
{
	const char *said = word(name, NULL);

	return said ? strtod(said, NULL) : otherwise;
}

/* ---- a PNG, with its bytes as they are ------------------------------------------- */

static uint32_t
crc(const unsigned char *p, size_t len)
{
	uint32_t c = 0xffffffff;

	while (len--) {
		c ^= *p++;
		for (int k = 0; k < 8; k++)
			c = c & 1 ? c >> 1 ^ 0xedb88320 : c >> 1;
	}
	return ~c;
}

static void
big(unsigned char *to, uint32_t v)
{
	for (int i = 0; i < 4; i++)
		to[i] = (unsigned char)(v >> (24 - 8 * i));
}

static void
chunk(FILE *f, const char *name, const unsigned char *body, size_t len)
{
	unsigned char *all = malloc(len + 12);

	if (!all)
		abort();
	big(all, (uint32_t)len);
	memcpy(all + 4, name, 4);
	if (len)
		memcpy(all + 8, body, len);
	big(all + 8 + len, crc(all + 4, len + 4));
	fwrite(all, 1, len + 12, f);
	free(all);
}

static void
write_png(const char *path, const unsigned char *grey, unsigned wide, unsigned high,
	  double dots)
{
	size_t row = wide + 1, at = 2;
	unsigned char head[13] = { 0 }, size[9] = { 0 },
		      *body = malloc(high * (row + 5) + 6);
	uint32_t one = 1, two = 0;
	FILE *f = fopen(path, "wb");

	if (!f || !body)
		abort();
	big(head, wide);
	big(head + 4, high);
	head[8] = 8;
	big(size, (uint32_t)(dots + 0.5));
	big(size + 4, (uint32_t)(dots + 0.5));
	size[8] = 1;
	memcpy(body, "\x78\x01", 2);
	for (unsigned y = 0; y < high; y++) {
		unsigned char *stored = body + at;

		stored[0] = y + 1 == high;
		stored[1] = (unsigned char)row;
		stored[2] = (unsigned char)(row >> 8);
		stored[3] = (unsigned char)~row;
		stored[4] = (unsigned char)(~row >> 8);
		stored[5] = 0;
		memcpy(stored + 6, grey + (size_t)y * wide, wide);
		for (size_t i = 0; i < row; i++) {
			one = (one + stored[5 + i]) % 65521;
			two = (two + one) % 65521;
		}
		at += row + 5;
	}
	big(body + at, two << 16 | one);
	fwrite("\x89PNG\r\n\x1a\n", 1, 8, f);
	chunk(f, "IHDR", head, 13);
	if (dots > 0)
		chunk(f, "pHYs", size, 9);
	chunk(f, "IDAT", body, at + 4);
	chunk(f, "IEND", NULL, 0);
	fclose(f);
	free(body);
}

/* ---- the picture ------------------------------------------------------------------ */

static QRcode *
encode(void)
{
	const char *text = word("text", "");
	int level = (int)(strchr("LMQH", *word("level", "M")) - "LMQH");
	QRinput *input = QRinput_new2((int)number("version", 0), (QRecLevel)level);
	QRcode *code;

	if (QRinput_append(input, *word("mode", "A") == 'A' ? QR_MODE_AN : QR_MODE_8,
			   (int)strlen(text), (const unsigned char *)text))
		return NULL;
	code = QRcode_encodeInput(input);
	QRinput_free(input);
	return code;
}

/* The grey at a place of the flat picture, in modules from the code's corner. */
static double
flat(const QRcode *code, double u, double v)
{
	double quiet = number("quiet", 4), n = code->width;
	int x = (int)floor(u), y = (int)floor(v), flips = (int)number("flip", 0);
	int dark;

	if (quiet < 0)
		return number("light", 255);
	if (u < -quiet || v < -quiet || u >= n + quiet || v >= n + quiet)
		return number("around", 255);
	if (x < 0 || y < 0 || x >= n || y >= n)
		return number("light", 255);
	dark = code->data[y * code->width + x] & 1;
	/* In the middle, where no pattern is. */
	if (y == code->width / 2 && x >= code->width / 2 && x < code->width / 2 + flips)
		dark = !dark;
	return dark ? number("dark", 0) : number("light", 255);
}

static void
blur(double *grey, int wide, double sigma)
{
	int reach = (int)(3 * sigma) + 1;
	double *other = malloc(sizeof(*other) * (size_t)wide * (size_t)wide);

	if (!other)
		abort();
	for (int pass = 0; pass < 2; pass++) {
		int step = pass ? wide : 1;

		for (int i = 0; i < wide * wide; i++) {
			int at = pass ? i / wide : i % wide;
			double sum = 0, weights = 0;

			for (int k = -reach; k <= reach; k++)
				if (at + k >= 0 && at + k < wide) {
					double w = exp(-k * k / (2 * sigma * sigma));

					sum += w * grey[i + k * step];
					weights += w;
				}
			other[i] = sum / weights;
		}
		memcpy(grey, other, sizeof(*other) * (size_t)wide * (size_t)wide);
	}
	free(other);
}

static double *
picture(const QRcode *code, int *out_wide)
{
	double pixels = number("pixels", 8), turn = number("turn", 0) * M_PI / 180;
	double around = word("around", NULL) ? 4 : 0, quiet = fabs(number("quiet", 4));
	double modules = code->width + 2 * (quiet + around);
	double spread = fabs(cos(turn)) + fabs(sin(turn));
	int wide = (int)ceil(modules * pixels * spread - 1e-9);
	double *grey = malloc(sizeof(*grey) * (size_t)wide * (size_t)wide);

	if (!grey)
		abort();
	for (int y = 0; y < wide; y++)
		for (int x = 0; x < wide; x++) {
			double sum = 0;

			for (int k = 0; k < 16; k++) {
				double dx = (x + (k % 4 + 0.5) / 4 - wide / 2.0) / pixels;
				double dy = (y + (k / 4 + 0.5) / 4 - wide / 2.0) / pixels;

				sum += flat(code,
					    dx * cos(turn) + dy * sin(turn) +
						    code->width / 2.0,
					    dy * cos(turn) - dx * sin(turn) +
						    code->width / 2.0);
			}
			grey[y * wide + x] = sum / 16;
		}
	if (number("blur", 0) > 0)
		blur(grey, wide, number("blur", 0) * pixels);
	*out_wide = wide;
	return grey;
}

int
main(int argc, char **argv)
{
	QRcode *code;
	unsigned count;
	unsigned char *out;
	uint32_t seed = 7;
	double *grey, mm;
	int wide;

	arg_count = argc;
	args = argv;
	code = encode();
	if (!code)
		return 1;
	grey = picture(code, &wide);
	count = (unsigned)number("count", 1);
	out = malloc((size_t)wide * (size_t)wide * count);
	if (!out)
		abort();
	for (int y = 0; y < wide; y++)
		for (int x = 0; x < wide * (int)count; x++) {
			double g = grey[y * wide + x % wide];

			seed = seed * 1664525 + 1013904223;
			if (seed >> 8 < number("noise", 0) / 100 * (1 << 24))
				g = seed >> 31 ? 255 : 0;
			out[(size_t)y * (size_t)wide * count + (size_t)x] =
				(unsigned char)(g + 0.5);
		}
	mm = number("mm", 0);
	write_png(word("out", "code.png"), out, (unsigned)wide * count, (unsigned)wide,
		  mm > 0 ? number("pixels", 8) / mm * 1000 : 0);
	free(out);
	free(grey);
	QRcode_free(code);
	return 0;
}
