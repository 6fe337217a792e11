/*
 * The bytes of a file of closed batches.  Numbers are little endian.
 *
 *	"canvass batches 1\n"
 *	survey	name and form as texts; u8 state; u8 flags (1 unconfirmed, 2 invented); u32
 *		expected, opened + 1, closed + 1 (days; 0: not), box length, padded length, batches,
 *		answers, releases; u8 recipients, and for each its public key and u8 confirmed
 *	answer	u32 batch, the sealed box; in an order drawn anew for each file
 *	release	u32 number, and its line as a text
 *
 * A text is u32 length and its bytes.  Behind each part stands the SHA-256 of the hash before it
 * and the part itself; of the first, of the line and the part.  So what was altered, cut out, put
 * in or moved is told with its place.  It guards against accidents: who can alter a file can hash.
 *
 * No key of the door, no check word, no canary, no answer that can be read, no time but days.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/batch_file.h"

#define FIRST_LINE "canvass batches 1\n"
#define FIRST_PART "canvass batches "

enum {
	TEXT_MOST = 64 << 20,
	PAGE_MOST = 32768,
	RELEASES_MOST = 100000,
	DAY_MOST = 2932896, /* 9999-12-31 */
	FLAG_UNCONFIRMED = 1,
	FLAG_INVENTED = 2,
};

/* ---- what both sides hold to ----------------------------------------------------- */

size_t *
batches_sizes(const struct batches *b, struct arena *a)
{
	size_t *sizes = arena_array(a, size_t, (size_t)batches_closed(b) + 1);

	for (size_t i = 0; i < batches_count(b); i++)
		sizes[batches_batch(b, i) - 1]++;
	return sizes;
}

/* Nine answers are no batch, but the last one of a closed survey, which has no more to wait for. */
static bool
sizes_fit(const struct batch_file *file, struct err *err)
{
	unsigned closed = file->batches ? batches_closed(file->batches) : 0;
	bool over = file->survey.state == SURVEY_CLOSED;
	struct arena *a;
	size_t *sizes;
	bool good = true;

	if (!closed)
		return over || err_set(err, ERR_INPUT, "no batch is closed yet");
	if (batches_count(file->batches) < closed)
		return err_set(err, ERR_INPUT, "there is a batch without an answer");
	a = arena_new(0);
	sizes = batches_sizes(file->batches, a);
	for (unsigned i = 0; good && i < closed; i++)
		if (!sizes[i] || (sizes[i] < BATCH_SMALL && !(over && i == closed - 1)))
			good = err_set(err, ERR_INPUT,
				       "batch %u has too few answers to leave", i + 1);
	arena_free(a);
	return good;
}

/* It becomes part of paths and of what is printed: see survey_name_good in the store. */
static bool
name_fits(const char *name, size_t len)
{
	size_t at = 0, signs = 0;

	for (size_t i = 0; i < len; i++) {
		if (name[i] == '@') {
			at = i;
			signs++;
		} else if (!strchr("abcdefghijklmnopqrstuvwxyz0123456789-_", name[i]) ||
			   !name[i]) {
			return false;
		}
	}
	return signs == 1 && at && at + 1 < len && len < SURVEY_NAME;
}

/* ---- writing --------------------------------------------------------------------- */

/* One file as it grows: all that stands behind `from` is the part that is being written. */
struct writing {
	struct buf *out;
	size_t from;
};

static void
put_text(struct buf *out, const char *text, size_t len)
{
	buf_u32(out, (uint32_t)len);
	buf_put(out, text, len);
}

/* The hash before stands right in front of each part, so what is hashed lies in one piece. */
static void
part_end(struct writing *w)
{
	unsigned char hash[SEAL_HASH];
	size_t before = w->from;

	if (w->out->full)
		return;
	seal_sha256(hash, w->out->data + before, w->out->len - before);
	w->from = w->out->len;
	buf_put(w->out, hash, sizeof(hash));
}

static void
put_survey(const struct batch_file *from, struct buf *out)
{
	const struct survey *s = &from->survey;

	put_text(out, s->name, strlen(s->name));
	put_text(out, s->form_text, s->form_len);
	buf_u8(out, s->state);
	buf_u8(out, (s->unconfirmed ? FLAG_UNCONFIRMED : 0u) |
			    (s->invented ? FLAG_INVENTED : 0u));
	buf_u32(out, s->expected);
	buf_u32(out, (uint32_t)(s->opened + 1));
	buf_u32(out, (uint32_t)(s->closed + 1));
	buf_u32(out, s->box_len);
	buf_u32(out, s->padded);
	buf_u32(out, from->batches ? batches_closed(from->batches) : 0);
	buf_u32(out, from->batches ? (uint32_t)batches_count(from->batches) : 0);
	buf_u32(out, (uint32_t)from->release_count);
	buf_u8(out, s->recipient_count);
	for (unsigned i = 0; i < s->recipient_count; i++) {
		buf_put(out, s->recipients[i].key, sizeof(s->recipients[i].key));
		buf_u8(out, s->recipients[i].confirmed);
	}
}

static void
put_parts(const struct batch_file *from, struct writing *w)
{
	size_t count = from->batches ? batches_count(from->batches) : 0;

	put_survey(from, w->out);
	part_end(w);
	for (size_t i = 0; i < count; i++) {
		size_t len;
		const unsigned char *box = batches_box(from->batches, i, &len);

		buf_u32(w->out, batches_batch(from->batches, i));
		buf_put(w->out, box, len);
		part_end(w);
	}
	for (size_t i = 0; i < from->release_count; i++) {
		buf_u32(w->out, from->releases[i].number);
		put_text(w->out, from->releases[i].text, from->releases[i].len);
		part_end(w);
	}
}

bool
batch_file_put(const struct batch_file *from, struct buf *out, struct err *err)
{
	struct writing w = { out, out->len };

	if (!sizes_fit(from, err))
		return false;
	buf_puts(out, FIRST_LINE);
	put_parts(from, &w);
	if (!buf_ok(out) || out->len > BATCH_FILE_MOST)
		return err_set(err, ERR_INPUT,
			       "%s has more answers than one file takes (%zu bytes)",
			       from->survey.name, BATCH_FILE_MOST);
	return true;
}

/* ---- reading --------------------------------------------------------------------- */

struct reading {
	const unsigned char *data; /* the whole file */
	struct cut cut;
	const unsigned char *from; /* where what is hashed with this part begins */
	const char *part;	   /* "answer" */
	size_t number;		   /* from 1; 0: there is one alone */
	struct err *err;
};

/* Where it stands: which part, and the byte at which that begins. */
static bool
wrong(struct reading *r, const char *why)
{
	size_t skip = r->from == r->data ? strlen(FIRST_LINE) : SEAL_HASH;
	char number[24] = "";

	if (r->number)
		snprintf(number, sizeof(number), " %zu", r->number);
	return err_set(r->err, ERR_INPUT, "%s%s, at byte %zu: %s", r->part, number,
		       (size_t)(r->from - r->data) + skip, why);
}

static void
part_begin(struct reading *r, const char *part, size_t number)
{
	r->part = part;
	r->number = number;
}

/* Only a part whose hash is right is looked at more closely. */
static bool
part_check(struct reading *r)
{
	unsigned char want[SEAL_HASH];
	const unsigned char *end = r->cut.p, *hash = cut_bytes(&r->cut, SEAL_HASH);

	if (!hash || r->cut.bad)
		return wrong(r, "the file is cut short or altered here");
	seal_sha256(want, r->from, (size_t)(end - r->from));
	if (memcmp(want, hash, SEAL_HASH) != 0)
		return wrong(r, "the file was altered or damaged here");
	r->from = hash;
	return true;
}

static const char *
take_text(struct reading *r, size_t most, size_t *out_len)
{
	size_t len = cut_u32(&r->cut);

	*out_len = 0;
	if (len > most) {
		r->cut.bad = true;
		return NULL;
	}
	*out_len = len;
	return (const char *)cut_bytes(&r->cut, len);
}

static int
take_day(struct reading *r)
{
	uint32_t day = cut_u32(&r->cut);

	return day > DAY_MOST ? DAY_MOST + 1 : (int)day - 1;
}

struct counts {
	uint32_t batches, answers, releases;
};

static bool
survey_fits(struct reading *r, const struct survey *s, const struct counts *n,
	    unsigned flags)
{
	if (s->state != SURVEY_OPEN && s->state != SURVEY_CLOSED)
		return wrong(r, "the survey is neither open nor closed");
	if (flags > (FLAG_UNCONFIRMED | FLAG_INVENTED))
		return wrong(r, "it has marks that this version does not know");
	if (s->opened < 0 || s->opened > DAY_MOST || s->closed > DAY_MOST ||
	    (s->closed >= 0) != (s->state == SURVEY_CLOSED))
		return wrong(r, "its days are impossible");
	if (!s->recipient_count || !s->padded || s->padded > s->box_len ||
	    s->box_len > slot_room(PAGE_MOST) ||
	    s->box_len != box_size(s->padded, s->recipient_count))
		return wrong(r, "the length of its answers is impossible");
	if (n->releases > RELEASES_MOST || n->batches > n->answers)
		return wrong(r, "its counts are impossible");
	return true;
}

static bool
take_recipients(struct reading *r, struct survey *s)
{
	s->recipient_count = cut_u8(&r->cut);
	for (unsigned i = 0; i < s->recipient_count; i++) {
		const unsigned char *key = cut_bytes(&r->cut, STORE_KEY);
		unsigned confirmed = cut_u8(&r->cut);

		if (i == STORE_RECIPIENTS || confirmed > 1)
			return wrong(r, "its keys are altered");
		if (!key)
			break; /* cut short: told with the part */
		memcpy(s->recipients[i].key, key, STORE_KEY);
		s->recipients[i].confirmed = confirmed;
	}
	return true;
}

/* Texts point into data until the part's hash was found right. */
static bool
take_survey(struct reading *r, struct survey *out, struct counts *n, struct arena *a)
{
	size_t name_len, form_len;
	const char *name, *form;
	unsigned flags;

	part_begin(r, "the survey", 0);
	name = take_text(r, TEXT_MOST, &name_len);
	form = take_text(r, TEXT_MOST, &form_len);
	out->state = (enum survey_state)cut_u8(&r->cut);
	flags = cut_u8(&r->cut);
	out->expected = cut_u32(&r->cut);
	out->opened = take_day(r);
	out->closed = take_day(r);
	out->box_len = cut_u32(&r->cut);
	out->padded = cut_u32(&r->cut);
	n->batches = cut_u32(&r->cut);
	n->answers = cut_u32(&r->cut);
	n->releases = cut_u32(&r->cut);
	if (!take_recipients(r, out) || !part_check(r))
		return false;
	if (!name_fits(name, name_len))
		return wrong(r, "the survey's name is none");
	if (!form_len || !utf8_valid(form, form_len))
		return wrong(r, "the form is no text");
	out->unconfirmed = flags & FLAG_UNCONFIRMED;
	out->invented = flags & FLAG_INVENTED;
	memcpy(out->name, name, name_len);
	out->name[name_len] = '\0';
	out->form_text = arena_copy(a, form, form_len);
	out->form_len = form_len;
	seal_hash(out->form_hash, form, form_len, NULL, 0);
	return survey_fits(r, out, n, flags);
}

static bool
take_answers(struct reading *r, const struct survey *s, const struct counts *n,
	     struct batches *to)
{
	for (size_t i = 0; i < n->answers; i++) {
		uint32_t batch = cut_u32(&r->cut);
		const unsigned char *box = cut_bytes(&r->cut, s->box_len);
		struct err why = { .code = ERR_NONE };

		part_begin(r, "answer", i + 1);
		if (!part_check(r))
			return false;
		if (!batches_put(to, batch, box, s->box_len, &why))
			return wrong(r, why.text);
	}
	return true;
}

static bool
take_releases(struct reading *r, struct batch_file *out, const struct counts *n,
	      struct arena *a)
{
	size_t room = 0;

	for (size_t i = 0; i < n->releases; i++) {
		struct release_line line = { .number = cut_u32(&r->cut) };
		const char *text = take_text(r, TEXT_MOST, &line.len);

		part_begin(r, "release", i + 1);
		if (!part_check(r))
			return false;
		if (line.number != i + 1)
			return wrong(r, "releases are not in their order");
		if (!line.len || !utf8_valid(text, line.len) ||
		    memchr(text, '\n', line.len))
			return wrong(r, "it is no line of text");
		if (i == room) {
			struct release_line *more =
				arena_array(a, struct release_line, room * 2 + 4);

			if (i)
				memcpy(more, out->releases, i * sizeof(*more));
			out->releases = more;
			room = room * 2 + 4;
		}
		line.text = arena_copy(a, text, line.len);
		out->releases[out->release_count++] = line;
	}
	return true;
}

static bool
take_parts(struct reading *r, struct batch_file *out, struct arena *a)
{
	struct counts n;

	if (!take_survey(r, &out->survey, &n, a))
		return false;
	if (n.batches)
		out->batches = batches_new(out->survey.box_len, n.batches);
	else if (n.answers)
		return wrong(r, "its counts are impossible");
	if (!take_answers(r, &out->survey, &n, out->batches) ||
	    !take_releases(r, out, &n, a))
		return false;
	if (!cut_done(&r->cut))
		return err_set(r->err, ERR_INPUT,
			       "at byte %zu: something stands behind its end",
			       (size_t)(r->cut.p - r->data));
	if (out->batches)
		batches_deal(out->batches);
	return sizes_fit(out, r->err);
}

bool
batch_file_parse(const void *data, size_t len, struct batch_file *out, struct arena *a,
		 struct err *err)
{
	struct reading r = {
		.data = data, .cut = cut_from(data, len), .from = data, .err = err
	};
	struct batch_file made = { .batches = NULL };
	const unsigned char *line = cut_bytes(&r.cut, strlen(FIRST_LINE));

	if (!line || memcmp(line, FIRST_LINE, strlen(FIRST_LINE)) != 0) {
		if (len > strlen(FIRST_PART) &&
		    memcmp(data, FIRST_PART, strlen(FIRST_PART)) == 0)
			return err_set(
				err, ERR_INPUT,
				"batches of another version of canvass, or altered");
		return err_set(err, ERR_INPUT,
			       "no file of batches: canvass batch export makes one");
	}
	if (!take_parts(&r, &made, a)) {
		batches_free(made.batches);
		return false;
	}
	*out = made;
	return true;
}
