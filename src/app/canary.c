/*
 * Canaries and receipts as text: a first line that says what it is, the survey, and words of
 * base64.  The host keeps only a hash of what each canary says, so a receipt proves that
 * somebody with the secret key opened it.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/canary.h"

#define CANARY_FIRST  "canvass canary 1"
#define RECEIPT_FIRST "canvass receipt 1"
#define SAYS_MOST     256u
#define BOX_MOST      1024u

static void
put_base64(struct buf *out, const void *data, size_t len)
{
	char text[base64_size(BOX_MOST)];

	if (len > BOX_MOST)
		die("canary: %zu bytes", len);
	base64_encode(text, sizeof(text), data, len);
	buf_puts(out, text);
}

void
canary_write(const struct survey *survey, struct buf *out)
{
	buf_printf(out, CANARY_FIRST "\nsurvey %s\n", survey->name);
	for (unsigned i = 0; i < survey->recipient_count; i++) {
		const struct store_recipient *r = &survey->recipients[i];

		buf_puts(out, "recipient ");
		put_base64(out, r->key, sizeof(r->key));
		buf_putc(out, ' ');
		put_base64(out, r->canary, r->canary_len);
		buf_putc(out, '\n');
	}
}

/* ---- reading either kind --------------------------------------------------------- */

struct entry { /* one line of a recipient */
	unsigned char key[SEAL_PUBLIC];
	unsigned char data[BOX_MOST];
	size_t len;
};

struct lines {
	const char *at, *end;
	char survey[SURVEY_NAME];
};

static bool
next_line(struct lines *l, char *out, size_t size)
{
	const char *stop;
	size_t len;

	if (l->at >= l->end)
		return false;
	stop = memchr(l->at, '\n', (size_t)(l->end - l->at));
	len = (size_t)((stop ? stop : l->end) - l->at);
	if (len >= size)
		return false;
	memcpy(out, l->at, len);
	out[len] = '\0';
	if (len && out[len - 1] == '\r')
		out[len - 1] = '\0';
	l->at += len + (stop != NULL);
	return true;
}

static bool
lines_begin(struct lines *l, const char *text, size_t len, const char *first,
	    struct err *err)
{
	char line[SURVEY_NAME + 16];

	*l = (struct lines){ .at = text, .end = text + len };
	if (!next_line(l, line, sizeof(line)) || !str_same(line, first))
		return err_set(err, ERR_INPUT, "this does not begin with \"%s\"", first);
	if (!next_line(l, line, sizeof(line)) || !str_starts(line, "survey ") ||
	    !str_fit(l->survey, sizeof(l->survey), line + 7))
		return err_set(err, ERR_INPUT, "its second line does not name a survey");
	return true;
}

/* The next line of a recipient; false at the end, or if it is damaged (*out_bad). */
static bool
lines_next(struct lines *l, struct entry *out, bool *out_bad)
{
	char line[base64_size(BOX_MOST) + 100], *key, *data;
	size_t key_len = sizeof(out->key);

	*out_bad = false;
	if (l->at >= l->end)
		return false;
	*out_bad = true;
	if (!next_line(l, line, sizeof(line)) || !str_starts(line, "recipient "))
		return false;
	key = line + strlen("recipient ");
	data = strchr(key, ' ');
	if (!data)
		return false;
	*data++ = '\0';
	out->len = sizeof(out->data);
	if (!base64_decode(out->key, &key_len, key, strlen(key)) ||
	    key_len != SEAL_PUBLIC ||
	    !base64_decode(out->data, &out->len, data, strlen(data)))
		return false;
	*out_bad = false;
	return true;
}

/* ---- opening --------------------------------------------------------------------- */

static bool
open_box(const char *survey, const unsigned char *box, size_t len,
	 const struct secret_key *key, struct buf *out, struct err *err)
{
	char about[SURVEY_NAME + 32];

	about_canary(survey, about, sizeof(about));
	if (!box_open(box, len, about, key, out, err) || out->len > SAYS_MOST)
		return err_set(
			err, ERR_INPUT,
			"the canary does not open: it was damaged, or was made for another survey");
	return true;
}

bool
canary_open(const char *text, size_t len, const struct secret_key *key,
	    struct buf *receipt, struct err *err)
{
	struct recipient mine;
	struct lines lines;
	struct entry entry;
	bool bad;

	secret_key_public(key, &mine);
	if (!lines_begin(&lines, text, len, CANARY_FIRST, err))
		return false;
	while (lines_next(&lines, &entry, &bad)) {
		SCOPED(buf) says;

		buf_init(&says, 0);
		if (memcmp(entry.key, mine.key, SEAL_PUBLIC) != 0)
			continue;
		if (!open_box(lines.survey, entry.data, entry.len, key, &says, err))
			return false;
		buf_printf(receipt, RECEIPT_FIRST "\nsurvey %s\nrecipient ",
			   lines.survey);
		put_base64(receipt, mine.key, SEAL_PUBLIC);
		buf_putc(receipt, ' ');
		put_base64(receipt, says.data, says.len);
		buf_putc(receipt, '\n');
		return true;
	}
	return err_set(
		err, ERR_INPUT,
		bad ? "the canary file is damaged or cut short"
		    : "it holds nothing for this key, which is no recipient of the survey");
}

static bool
find_recipient(const struct survey *survey, const unsigned char *key, unsigned *out_which,
	       struct err *err)
{
	for (unsigned i = 0; i < survey->recipient_count; i++) {
		if (memcmp(survey->recipients[i].key, key, SEAL_PUBLIC) != 0)
			continue;
		*out_which = i;
		return true;
	}
	return err_set(err, ERR_INPUT, "this key is no recipient of %s", survey->name);
}

static bool
says_right(const struct store_recipient *r, const void *says, size_t len)
{
	unsigned char hash[SEAL_HASH];

	seal_hash(hash, says, len, NULL, 0);
	return secret_same(hash, r->canary_hash, sizeof(hash));
}

bool
canary_open_here(const struct survey *survey, const struct secret_key *key,
		 unsigned *out_which, struct err *err)
{
	struct recipient mine;
	SCOPED(buf) says;
	unsigned which;

	buf_init(&says, 0);
	secret_key_public(key, &mine);
	if (!find_recipient(survey, mine.key, &which, err))
		return false;
	if (!open_box(survey->name, survey->recipients[which].canary,
		      survey->recipients[which].canary_len, key, &says, err))
		return false;
	if (!says_right(&survey->recipients[which], says.data, says.len))
		return err_set(err, ERR_INPUT, "the canary of %s is damaged",
			       survey->name);
	*out_which = which;
	return true;
}

bool
receipt_read(const char *text, size_t len, const struct survey *survey,
	     unsigned *out_which, struct err *err)
{
	struct lines lines;
	struct entry entry;
	unsigned which;
	bool bad;

	if (!lines_begin(&lines, text, len, RECEIPT_FIRST, err))
		return false;
	if (!str_same(lines.survey, survey->name))
		return err_set(err, ERR_INPUT, "this receipt is of %s, not of %s",
			       lines.survey, survey->name);
	if (!lines_next(&lines, &entry, &bad))
		return err_set(err, ERR_INPUT, "the receipt is damaged or cut short");
	if (!find_recipient(survey, entry.key, &which, err))
		return false;
	if (!says_right(&survey->recipients[which], entry.data, entry.len))
		return err_set(err, ERR_INPUT,
			       "the receipt does not say what the canary of %s says",
			       survey->name);
	*out_which = which;
	return true;
}
