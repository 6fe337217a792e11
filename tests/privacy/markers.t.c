/*
 * No trace.  A respondent comes from 127.66.77.88, with a marker in every header, in the answer,
 * in a draft and in the ticket.  Afterwards no file of the workspace, no log and no core holds a
 * marker, in any spelling; and the answer can be read with the key, and with nothing else.
 *
 * The search itself is tested first, on a file that does hold the markers.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "answer/answer.h"
#include "store/read.h"
#include "tests/boxes.h"

#include "tests/tap.h"
#include "tests/web/site.h"

#define ADDRESS "127.66.77.88"

/* Marker of a header, of an answer, of a path. */
#define IN_HEADER "QmarkHeader"
#define IN_ANSWER "QmarkAnswer"
#define IN_TARGET "QmarkTarget"
#define IN_OWN	  "Qownmarker" /* what the form's own pattern finds */
#define UNMARKED  "quiet umbrella indoors"

static struct site site;
static char ticket[TICKET_CHARS + 1];

/* ---- searching files ------------------------------------------------------------- */

struct needle {
	const char *what;
	const void *bytes;
	size_t len;
};
static struct needle needles[16];
static size_t needle_count;
static unsigned files_seen, findings;

static void
needle_add(const char *what, const void *bytes, size_t len)
{
	needles[needle_count++] = (struct needle){ what, bytes, len };
}

static void
needles_fill(void)
{
	static const unsigned char address[] = { 127, 66, 77, 88 };
	static const unsigned char backward[] = { 88, 77, 66, 127 };
	static unsigned char ticket_bytes[TICKET_BYTES];
	static char ticket_small[TICKET_CHARS + 1];

	needle_add("a header", IN_HEADER, strlen(IN_HEADER));
	needle_add("an answer", IN_ANSWER, strlen(IN_ANSWER));
	needle_add("words of a form's pattern", IN_OWN, strlen(IN_OWN));
	needle_add("words without a mark", UNMARKED, strlen(UNMARKED));
	needle_add("a target", IN_TARGET, strlen(IN_TARGET));
	needle_add("an address", ADDRESS, strlen(ADDRESS));
	needle_add("an address in bytes", address, sizeof(address));
	needle_add("an address in bytes, backward", backward, sizeof(backward));
	needle_add("an address in hex", "7f424d58", 8);
	needle_add("an address in hex", "7F424D58", 8);
	if (!ticket_read(ticket, ticket_bytes))
		die("a ticket");
	for (size_t i = 0; i <= TICKET_CHARS; i++)
		ticket_small[i] = ticket[i] >= 'A' ? (char)(ticket[i] + 32) : ticket[i];
	needle_add("a ticket", ticket, TICKET_CHARS);
	needle_add("a ticket in small letters", ticket_small, TICKET_CHARS);
	needle_add("a ticket in bytes", ticket_bytes, TICKET_BYTES);
}

/* A file's name counts like what is in it. */
static int
search_file(const char *path, const struct stat *st, int type, struct FTW *at)
{
	char *data;
	FILE *f;
	size_t len;

	(void)at;
	findings += strstr(path, IN_HEADER) || strstr(path, IN_ANSWER) ||
		    strstr(path, IN_TARGET);
	if (type != FTW_F || !S_ISREG(st->st_mode) || !(f = fopen(path, "rb")))
		return 0;
	data = mem_new((size_t)st->st_size + 1, 1);
	len = fread(data, 1, (size_t)st->st_size, f);
	fclose(f);
	files_seen++;
	for (size_t i = 0; i < needle_count; i++)
		if (memmem(data, len, needles[i].bytes, needles[i].len)) {
			note("%s holds %s", path, needles[i].what);
			findings++;
		}
	free(data);
	return 0;
}

static unsigned
search(const char *dir)
{
	findings = 0;
	files_seen = 0;
	if (nftw(dir, search_file, 16, FTW_PHYS))
		die("cannot search %s", dir);
	return findings;
}

/* A file with all markers, deep in the workspace: the search must find each. */
static void
test_search(void)
{
	char path[300];
	FILE *f;

	snprintf(path, sizeof(path), "%s/answers/planted", site.dir);
	f = fopen(path, "wb");
	for (size_t i = 0; i < needle_count; i++)
		fwrite(needles[i].bytes, 1, needles[i].len, f);
	fclose(f);
	is_int(search(site.dir), (long long)needle_count,
	       "the search finds what is planted");
	unlink(path);
	is_int(search(site.dir), 0, "and nothing before anybody came");
}

/* ---- a visit --------------------------------------------------------------------- */

static const char *const header_names[] = {
	"User-Agent",
	"Cookie",
	"Referer",
	"Accept",
	"Accept-Language",
	"Accept-Encoding",
	"X-Forwarded-For",
	"X-Real-IP",
	"Forwarded",
	"Via",
	"From",
	"Authorization",
	"Origin",
	"DNT",
	"Sec-Fetch-Site",
	"Sec-CH-UA",
	"If-None-Match",
	"If-Modified-Since",
	"Range",
	"Upgrade",
	"X-" IN_HEADER "-Name",
};

static struct heard
visit(const char *method, const char *path, const char *body)
{
	char bytes[20000];
	size_t len = (size_t)snprintf(bytes, sizeof(bytes),
				      "%s %s HTTP/1.1\r\nHost: survey.example\r\n",
				      method, path);

	for (size_t i = 0; i < ARRAY_LEN(header_names); i++)
		len += (size_t)snprintf(bytes + len, sizeof(bytes) - len,
					"%s: %s%zu %s\r\n", header_names[i], IN_HEADER, i,
					ADDRESS);
	if (*body)
		len += (size_t)snprintf(
			bytes + len, sizeof(bytes) - len,
			"Content-Type: application/x-www-form-urlencoded\r\n"
			"Content-Length: %zu\r\n",
			strlen(body));
	len += (size_t)snprintf(bytes + len, sizeof(bytes) - len, "\r\n%s", body);
	return site_say(&site, bytes, len, 400);
}

/* The draft of a page that shows this word marked, or NULL. */
static const char *
draft_shown(const struct heard *shown, const char *word)
{
	char marked[40];
	const char *draft = strstr(shown->body, "name=\"draft\" value=\"");

	snprintf(marked, sizeof(marked), "%s</mark>", word);
	return draft && strstr(shown->body, marked)
		       ? draft + strlen("name=\"draft\" value=\"")
		       : NULL;
}

/* The words were marked, as a name may be, and shown: the page that shows them sends them. */
static bool
send_shown(const char *path, const struct heard *shown)
{
	char body[8000];
	struct heard sent;
	const char *draft = draft_shown(shown, IN_ANSWER);

	if (!draft)
		return false;
	snprintf(body, sizeof(body), "ticket=%s&go=send&draft=%.*s", ticket,
		 (int)strcspn(draft, "\""), draft);
	sent = visit("POST", path, body);
	return is_thanked(&sent);
}

static void
test_visit(void)
{
	char path[100], body[2000];

	snprintf(path, sizeof(path), "/S/%s", site.code);
	is_int(visit("GET", path, "").status, 200, "a form is fetched");
	snprintf(body, sizeof(body),
		 "ticket=%s&go=next&role=officer&change=" IN_ANSWER "+one", ticket);
	is_int(visit("POST", path, body).status, 200, "a page is posted, a draft made");
	snprintf(body, sizeof(body),
		 "ticket=%s&go=send&role=" IN_ANSWER "&change=" IN_ANSWER "+one", ticket);
	is_int(visit("POST", path, body).status, 422, "an answer with an error");
	snprintf(body, sizeof(body),
		 "ticket=%s&go=send&role=officer&supported=2&change=" IN_ANSWER "+one",
		 ticket);
	{
		struct heard h = visit("POST", path, body);

		ok(send_shown(path, &h), "an answer is sent, once its marks were shown");
	}
	visit("POST", path, "ticket=" IN_HEADER "&draft=" IN_ANSWER);
	visit("GET", "/" IN_TARGET "?" IN_TARGET "=" IN_TARGET, "");
	visit("GET", "/S/" IN_TARGET, "");
	visit("GET", "/%zz" IN_TARGET, "");
	visit(IN_TARGET, "/", "");
	visit("GET", "/\x01" IN_TARGET, "");
}

/* Requests that libmicrohttpd refuses by itself: it must not log them either. */
static void
test_broken_visits(void)
{
	static const char *const broken[] = {
		"GET / HTTP/1.1\r\nHost: " IN_HEADER "\r\n\r\n",
		"GET / HTTP/1.1\r\nHost: survey.example\r\n " IN_HEADER "\r\n\r\n",
		"POST / HTTP/1.1\r\nHost: survey.example\r\nContent-Length: " IN_HEADER
		"\r\n\r\n",
		IN_HEADER "\r\n\r\n",
		"GET / HTTP/" IN_HEADER "\r\n\r\n",
	};
	static char large[60000];

	for (size_t i = 0; i < ARRAY_LEN(broken); i++)
		site_say(&site, broken[i], strlen(broken[i]), 200);
	memset(large, 'x', sizeof(large) - 1);
	memcpy(large, "GET /" IN_TARGET, sizeof("GET /" IN_TARGET) - 1);
	is_int(site_say(&site, large, sizeof(large) - 1, 300).status, 414,
	       "even a target of 60,000 bytes");
}

/* ---- afterwards ------------------------------------------------------------------ */

static void
test_no_core(void)
{
	is_int(site_stop(&site, SIGABRT), 256 + SIGABRT,
	       "the door aborts and leaves no core");
}

/* ---- the door's memory ----------------------------------------------------------- */

#if defined(__SANITIZE_ADDRESS__)
#define MEMORY_IS_KEPT true /* the sanitizer keeps what was freed, to catch its use */
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define MEMORY_IS_KEPT true
#endif
#endif
#ifndef MEMORY_IS_KEPT
#define MEMORY_IS_KEPT false
#endif

/* How often a word stands in what another process has in memory; -1: it cannot be read. */
static int
memory_count(pid_t pid, const char *word)
{
	char path[40], line[400];
	FILE *maps, *mem;
	int found = 0;

	snprintf(path, sizeof(path), "/proc/%d/maps", (int)pid);
	maps = fopen(path, "r");
	snprintf(path, sizeof(path), "/proc/%d/mem", (int)pid);
	mem = fopen(path, "r");
	while (maps && mem && fgets(line, sizeof(line), maps)) {
		unsigned long from, to;
		char *piece, *at;
		size_t got;

		if (sscanf(line, "%lx-%lx rw", &from, &to) != 2 || !strstr(line, " rw"))
			continue;
		piece = mem_new(to - from + 1, 1);
		got = fseek(mem, (long)from, SEEK_SET) ? 0
						       : fread(piece, 1, to - from, mem);
		for (at = piece;
		     (at = memmem(at, got - (size_t)(at - piece), word, strlen(word)));
		     at++)
			found++;
		free(piece);
	}
	found = maps && mem ? found : -1;
	if (maps)
		fclose(maps);
	if (mem)
		fclose(mem);
	return found;
}

/* One answer, on a connection that stays open; marked: what it is to be shown with first. */
static bool
send_one(int fd, const char *words, const char *marked)
{
	char one[TICKET_CHARS + 1], body[2000], bytes[3000];
	struct heard h;
	const char *draft;
	size_t len;

	ticket_new(one);
	len = answer_spell(bytes, sizeof(bytes), &site, one, words);
	if (!send_whole(fd, bytes, len))
		return false;
	h = site_hear(fd, 5000);
	if (!marked)
		return is_thanked(&h);
	draft = h.status == 200 ? draft_shown(&h, marked) : NULL;
	if (!draft)
		return false;
	snprintf(body, sizeof(body), "ticket=%s&go=send&draft=%.*s", one,
		 (int)strcspn(draft, "\""), draft);
	len = post_spell(bytes, sizeof(bytes), site.code, body);
	if (!send_whole(fd, bytes, len))
		return false;
	h = site_hear(fd, 5000);
	return is_thanked(&h);
}

static void
send_many(void)
{
	static const struct {
		const char *words, *marked;
	} answers[] = {
		{ IN_ANSWER "+many", IN_ANSWER },
		{ "see+" IN_OWN "+there", IN_OWN },
		{ "a+" "quiet+umbrella+indoors", NULL },
	};
	int fds[8], thanked = 0;

	for (size_t i = 0; i < ARRAY_LEN(fds); i++)
		fds[i] = site_connect(&site);
	for (size_t n = 0; n < 160; n++)
		thanked += send_one(fds[n % 8], answers[n % 3].words, answers[n % 3].marked);
	is_int(thanked, 160, "answers with and without marks are sent");
	for (size_t i = 0; i < ARRAY_LEN(fds); i++)
		close(fds[i]);
	usleep(500000);
}

static void
test_memory(void)
{
	static const char *const words[] = { IN_ANSWER, IN_OWN, UNMARKED,
					     "quiet+umbrella+indoors" };
	char planted[] = "planted" IN_ANSWER;

	send_many();
	if (MEMORY_IS_KEPT || memory_count(getpid(), planted) < 1) {
		skip(MEMORY_IS_KEPT ? "a sanitizer keeps what was freed"
				    : "no memory can be read here");
		return;
	}
	for (size_t i = 0; i < ARRAY_LEN(words); i++)
		is_int(memory_count(site.door, words[i]), 0,
		       "a moment after the replies \"%s\" is not in the door's memory",
		       words[i]);
}

static void
test_files(const char *when)
{
	is_int(search(site.dir), 0, "%s: no file of the workspace holds a marker", when);
	ok(files_seen >= 2, "%s: %u files were searched", when, files_seen);
	is_int(search(site.log), 0, "%s: nor does the log", when);
}

static void
test_key(void)
{
	SCOPED(buf) secret = { 0 };
	SCOPED(buf) public = { 0 };
	SCOPED(buf) clear = { 0 };
	struct err err = { 0 };
	struct store_lock *lock = store_lock(site.dir, &err);
	struct answers_file *f = lock ? answers_open(lock, SITE_SURVEY, &err) : NULL;
	struct secret_key *other;
	struct batches *b;
	const unsigned char *box;
	struct boxes all;

	if (!f || !answers_close_batch(f, day_today(), true, &err))
		die("%s", err.text);
	answers_close(f);
	store_unlock(lock);
	b = batches_open(site.dir, SITE_SURVEY, &err);
	if (!b || batches_count(b) != 1)
		die("one box should be there: %s", err.text);
	all = boxes_read(b);
	box = boxes_at(&all, 0);
	if (!key_make("another", 7, &secret, &public, &err) ||
	    !(other = key_open(secret.data, secret.len, "another", 7, &err)))
		die("%s", err.text);
	ok(!box_open(box, all.len, SITE_ABOUT, other, &clear, &err),
	   "another key does not open the box");
	ok(box_open(box, all.len, SITE_ABOUT, site.key, &clear, &err) &&
		   memmem(clear.data, clear.len, IN_ANSWER " one",
			  strlen(IN_ANSWER " one")),
	   "the survey's key does, and the answer stands in it");
	secret_key_free(other);
	boxes_free(&all);
	batches_free(b);
}

int
main(int argc, char **argv)
{
	struct err err = { 0 };

	site_begin(argc, argv);
	site_make(&site, 64);
	site.from = ADDRESS;
	ticket_new(ticket);
	needles_fill();
	test_search();
	if (!site_start(&site, 0, &err))
		die("%s", err.text);
	test_visit();
	test_broken_visits();
	test_files("while the door runs");
	test_no_core();
	test_files("after an abort");
	if (!site_start(&site, 0, &err))
		die("%s", err.text);
	is_int(site_stop(&site, SIGTERM), 0, "the door ends well");
	test_files("after a clean end");
	test_key();
	site_free(&site);

	site_make(&site, 1000);
	if (!site_start(&site, 0, &err))
		die("%s", err.text);
	test_memory();
	site_stop(&site, SIGTERM);
	site_free(&site);
	return tap_done();
}
