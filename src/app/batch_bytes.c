/*
 * The bytes of a file of closed batches, as they are read.  Numbers are little endian.
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
 * The whole file is checked once, a part in memory at a time; its answers are then read from it
 * again whenever they are wanted.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/batch_file.h"
#include "app/batch_format.h"

enum {
	TEXT_MOST = 64 << 20,
	PAGE_MOST = 32768,
	RELEASES_MOST = 100000,
	DAY_MOST = 2932896, /* 9999-12-31 */
	WINDOW = 256 << 10,
};

bool
file_at(int fd, void *to, size_t len, uint64_t at, struct err *err)
{
	char *next = to;

	while (len) {
		ssize_t got = pread(fd, next, len, (off_t)at);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return err_set(err, ERR_IO, "reading batches: %s",
				       got ? strerror(errno) : "the file has shrunk");
		next += got;
		at += (size_t)got;
		len -= (size_t)got;
	}
	return true;
}

bool
batches_sizes_fit(const struct survey *survey, const size_t *sizes, unsigned closed,
		  struct err *err)
{
	bool over = survey->state == SURVEY_CLOSED;

	if (!closed)
		return over || err_set(err, ERR_INPUT, "no batch is closed yet");
	for (unsigned i = 0; i < closed; i++)
		/* Nine are none, but the last of a closed survey, which has no more to wait for. */
		if (!sizes[i] || (sizes[i] < BATCH_SMALL && !(over && i == closed - 1)))
			return err_set(err, ERR_INPUT,
				       "batch %u has too few answers to leave", i + 1);
	return true;
}

bool
batches_sizes(const struct batches *b, size_t **out, struct arena *a, struct err *err)
{
	size_t *sizes = arena_array(a, size_t, (size_t)batches_closed(b) + 1);
	struct piece *piece = piece_new(b);
	struct pass *pass = pass_begin(b, err);
	bool good = pass != NULL;

	while ((good = good && pass_next(pass, piece, err)) && piece->count)
		for (size_t i = 0; i < piece->count; i++)
			sizes[piece->batch[i] - 1]++;
	pass_end(pass);
	piece_free(piece);
	if (good)
		*out = sizes;
	return good;
}

/* ---- the answers of a file that was checked ---------------------------------------- */

struct filed {
	int fd;
	uint64_t first; /* where the first answer begins */
	size_t count, box_len;
	struct stat checked; /* the file as it was then */
};
struct filed_pass {
	const struct filed *of;
	size_t next;
	unsigned char *parts;
};

static void *
filed_begin(void *with, struct err *err)
{
	struct filed_pass *p = mem_new(1, sizeof(*p));

	(void)err;
	p->of = with;
	return p;
}

/* Whoever writes over the file meanwhile would have hashes that nobody looks at. */
static bool
filed_same(const struct filed *of, struct err *err)
{
	const struct stat *was = &of->checked;
	struct stat now;

	if (fstat(of->fd, &now) != 0 || now.st_size != was->st_size ||
	    now.st_mtim.tv_sec != was->st_mtim.tv_sec ||
	    now.st_mtim.tv_nsec != was->st_mtim.tv_nsec)
		return err_set(err, ERR_BUSY,
			       "the file of batches was changed while it was read");
	return true;
}

static bool
filed_next(void *pass, struct piece *into, struct err *err)
{
	struct filed_pass *p = pass;
	size_t part = batch_part(p->of->box_len), n = into->room - into->count;

	if (n > p->of->count - p->next)
		n = p->of->count - p->next;
	if (!p->parts)
		p->parts = mem_new(into->room, part);
	if (!filed_same(p->of, err) ||
	    !file_at(p->of->fd, p->parts, n * part, p->of->first + p->next * part, err))
		return false;
	for (size_t i = 0; i < n; i++) {
		struct cut c = cut_from(p->parts + i * part, part);

		into->batch[into->count] = cut_u32(&c);
		memcpy(into->boxes + into->count++ * into->box_len, c.p, into->box_len);
	}
	p->next += n;
	return true;
}

static void
filed_end(void *pass)
{
	struct filed_pass *p = pass;

	free(p->parts);
	free(p);
}

static void
filed_done(void *with)
{
	struct filed *of = with;

	close(of->fd);
	free(of);
}

static const struct batches_source filed_source = { filed_begin, filed_next, filed_end,
						    filed_done };

/* ---- checking ---------------------------------------------------------------------- */

struct reading {
	int fd;
	uint64_t size, next;  /* next: the first byte that was not taken yet */
	unsigned char *window; /* of the file */
	uint64_t window_at;
	size_t window_len;
	struct buf part; /* the hash before, and the part as far as it was taken */
	uint64_t from;	 /* where that begins */
	bool bad, failed; /* past the end; err says what else went wrong */
	const char *name; /* "answer" */
	size_t number;	  /* from 1; 0: there is one alone */
	struct err *err;
};

/* Where it stands: which part, and the byte at which that begins. */
static bool
wrong(struct reading *r, const char *why)
{
	size_t skip = r->from ? SEAL_HASH : strlen(BATCH_FIRST_LINE);
	char number[24] = "";

	if (r->failed)
		return false;
	if (r->number)
		snprintf(number, sizeof(number), " %zu", r->number);
	return err_set(r->err, ERR_INPUT, "%s%s, at byte %llu: %s", r->name, number,
		       (unsigned long long)(r->from + skip), why);
}

static void
part_begin(struct reading *r, const char *name, size_t number)
{
	r->name = name;
	r->number = number;
}

/* Bytes from `next` on: as many as the window has, at most len; NULL: none. */
static const unsigned char *
window_see(struct reading *r, size_t len, size_t *out_len)
{
	uint64_t left = r->size - r->next;

	if (r->next < r->window_at || r->next >= r->window_at + r->window_len) {
		r->window_at = r->next;
		r->window_len = left < WINDOW ? (size_t)left : WINDOW;
		if (!file_at(r->fd, r->window, r->window_len, r->next, r->err)) {
			r->failed = r->bad = true;
			return NULL;
		}
	}
	*out_len = (size_t)(r->window_at + r->window_len - r->next);
	if (*out_len > len)
		*out_len = len;
	return r->window + (r->next - r->window_at);
}

/* The next len bytes go behind the part; NULL past the end.  Valid until the next is taken. */
static const unsigned char *
take(struct reading *r, size_t len)
{
	size_t before = r->part.len, got;

	if (r->bad || len > r->size - r->next) {
		r->bad = true;
		return NULL;
	}
	if (!len) /* there may be no part yet */
		return (const unsigned char *)"";
	for (; len; len -= got) {
		const unsigned char *at = window_see(r, len, &got);

		if (!at)
			return NULL;
		buf_put(&r->part, at, got);
		r->next += got;
	}
	return (const unsigned char *)r->part.data + before;
}

static uint32_t
take_number(struct reading *r, size_t bytes)
{
	const unsigned char *at = take(r, bytes);
	uint32_t number = 0;

	for (size_t i = bytes; at && i-- > 0;)
		number = number << 8 | at[i];
	return number;
}

/* Only a part whose hash is right is looked at more closely.  It stays until part_next. */
static bool
part_check(struct reading *r)
{
	unsigned char want[SEAL_HASH];
	size_t len = r->part.len;
	const unsigned char *hash;

	seal_sha256(want, r->part.data ? r->part.data : "", len);
	hash = take(r, SEAL_HASH);
	if (!hash)
		return wrong(r, "the file is cut short or altered here");
	if (memcmp(want, hash, SEAL_HASH) != 0)
		return wrong(r, "the file was altered or damaged here");
	return true;
}

/* The hash of the part that was checked is what the next begins with. */
static void
part_next(struct reading *r)
{
	char hash[SEAL_HASH];

	memcpy(hash, r->part.data + r->part.len - SEAL_HASH, SEAL_HASH);
	buf_clear(&r->part);
	buf_put(&r->part, hash, SEAL_HASH);
	r->from = r->next - SEAL_HASH;
}

struct taken { /* of r->part, which may move while more is taken */
	size_t at, len;
};

static struct taken
take_text(struct reading *r)
{
	struct taken text = { .len = take_number(r, 4) };

	if (text.len > TEXT_MOST)
		r->bad = true;
	text.at = r->part.len;
	if (!take(r, text.len))
		text.len = 0;
	return text;
}

static int
take_day(struct reading *r)
{
	uint32_t day = take_number(r, 4);

	return day > DAY_MOST ? DAY_MOST + 1 : (int)day - 1;
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
	s->recipient_count = take_number(r, 1);
	for (unsigned i = 0; i < s->recipient_count; i++) {
		unsigned char copy[STORE_KEY];
		const unsigned char *key = take(r, STORE_KEY);
		unsigned confirmed;

		if (key)
			memcpy(copy, key, STORE_KEY);
		confirmed = take_number(r, 1);
		if (i == STORE_RECIPIENTS || confirmed > 1)
			return wrong(r, "its keys are altered");
		if (r->bad)
			break; /* cut short: told with the part */
		memcpy(s->recipients[i].key, copy, STORE_KEY);
		s->recipients[i].confirmed = confirmed;
	}
	return true;
}

static bool
take_survey(struct reading *r, struct survey *out, struct counts *n, struct arena *a)
{
	struct taken name, form;
	const char *at;
	unsigned flags;

	part_begin(r, "the survey", 0);
	name = take_text(r);
	form = take_text(r);
	out->state = (enum survey_state)take_number(r, 1);
	flags = take_number(r, 1);
	out->expected = take_number(r, 4);
	out->opened = take_day(r);
	out->closed = take_day(r);
	out->box_len = take_number(r, 4);
	out->padded = take_number(r, 4);
	n->batches = take_number(r, 4);
	n->answers = take_number(r, 4);
	n->releases = take_number(r, 4);
	if (!take_recipients(r, out) || !part_check(r))
		return false;
	at = r->part.data;
	if (!name_fits(at + name.at, name.len))
		return wrong(r, "the survey's name is none");
	if (!form.len || !utf8_valid(at + form.at, form.len))
		return wrong(r, "the form is no text");
	out->unconfirmed = flags & FLAG_UNCONFIRMED;
	out->invented = flags & FLAG_INVENTED;
	memcpy(out->name, at + name.at, name.len);
	out->name[name.len] = '\0';
	out->form_text = arena_copy(a, at + form.at, form.len);
	out->form_len = form.len;
	seal_hash(out->form_hash, out->form_text, form.len, NULL, 0);
	return survey_fits(r, out, n, flags);
}

/* sizes: room of them, which may be fewer than the batches where the file cannot be whole. */
static bool
take_answers(struct reading *r, const struct survey *s, const struct counts *n,
	     size_t *sizes, size_t room)
{
	for (size_t i = 0; i < n->answers; i++) {
		uint32_t batch = take_number(r, 4);
		char why[80];

		take(r, s->box_len);
		part_begin(r, "answer", i + 1);
		if (!part_check(r))
			return false;
		snprintf(why, sizeof(why), "an answer of batch %u, of %u", batch,
			 n->batches);
		if (!batch || batch > n->batches)
			return wrong(r, why);
		if (batch <= room)
			sizes[batch - 1]++;
		part_next(r);
	}
	return true;
}

static bool
take_releases(struct reading *r, struct batch_file *out, const struct counts *n,
	      struct arena *a)
{
	size_t room = 0;

	for (size_t i = 0; i < n->releases; i++) {
		struct release_line line = { .number = take_number(r, 4) };
		struct taken taken = take_text(r);
		const char *text;

		part_begin(r, "release", i + 1);
		if (!part_check(r))
			return false;
		text = r->part.data + taken.at;
		line.len = taken.len;
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
		part_next(r);
	}
	return true;
}

static bool
take_parts(struct reading *r, struct batch_file *out, struct filed *answers, struct counts *n,
	   struct arena *a)
{
	struct survey *s = &out->survey;
	size_t *sizes, room;

	if (!take_survey(r, s, n, a))
		return false;
	if (!n->batches && n->answers)
		return wrong(r, "its counts are impossible");
	part_next(r);
	answers->first = r->next;
	answers->count = n->answers;
	answers->box_len = s->box_len;
	room = (size_t)(r->size / batch_part(s->box_len)) + 1;
	if (room > n->batches)
		room = n->batches;
	sizes = arena_array(a, size_t, room + 1);
	if (!take_answers(r, s, n, sizes, room) || !take_releases(r, out, n, a))
		return false;
	if (r->next != r->size)
		return err_set(r->err, ERR_INPUT,
			       "at byte %llu: something stands behind its end",
			       (unsigned long long)r->next);
	return batches_sizes_fit(s, sizes, n->batches, r->err);
}

static bool
first_line(struct reading *r)
{
	size_t len = strlen(BATCH_FIRST_LINE);
	const unsigned char *line = take(r, r->size < len ? (size_t)r->size : len);

	if (!line)
		return r->failed ? false
				 : err_set(r->err, ERR_INPUT, "no file of batches");
	if (r->size >= len && memcmp(line, BATCH_FIRST_LINE, len) == 0)
		return true;
	if (r->size > strlen(BATCH_FIRST_PART) &&
	    memcmp(line, BATCH_FIRST_PART, strlen(BATCH_FIRST_PART)) == 0)
		return err_set(r->err, ERR_INPUT,
			       "batches of another version of canvass, or altered");
	return err_set(r->err, ERR_INPUT,
		       "no file of batches: canvass batch export makes one");
}

/* The descriptor is the caller's, so the batches get one of their own. */
static bool
answers_keep(struct filed answers, const struct counts *n, int fd,
	     struct batch_file *out, struct err *err)
{
	struct filed *of;

	if (!n->batches)
		return true;
	answers.fd = fcntl(fd, F_DUPFD_CLOEXEC, 3);
	if (answers.fd < 0)
		return err_set(err, ERR_IO, "reading batches: %s", strerror(errno));
	of = mem_new(1, sizeof(*of));
	*of = answers;
	out->batches = batches_from(&filed_source, of, of->box_len, n->batches, of->count);
	return true;
}

bool
batch_file_parse(int fd, struct batch_file *out, struct arena *a, struct err *err)
{
	struct batch_file made = { .batches = NULL };
	struct filed answers = { .fd = -1 };
	struct reading r = { .fd = fd, .err = err };
	struct counts n;
	bool good;

	if (fstat(fd, &answers.checked) != 0)
		return err_set(err, ERR_IO, "reading batches: %s", strerror(errno));
	r.size = (uint64_t)answers.checked.st_size;
	r.window = mem_new(WINDOW, 1);
	buf_init(&r.part, 0);
	good = first_line(&r) && take_parts(&r, &made, &answers, &n, a) &&
	       answers_keep(answers, &n, fd, &made, err);
	buf_free(&r.part);
	free(r.window);
	if (good)
		*out = made;
	return good;
}
