/*
 * See site.h.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <strings.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "web/web.h"

#include "tests/web/site.h"

#define HEARD_MOST (100u << 10)

const char site_form[] = "canvass: form 1\n"
			 "id: pulse\n"
			 "title: Five-minute pulse\n"
			 "languages: [en]\n"
			 "check answers: no\n"
			 "privacy:\n"
			 "  smallest group: 10\n"
			 "  break down by: [role]\n"
			 "  own patterns:\n"
			 "    LOCAL: \"Qown[a-z]{4,12}\"\n"
			 "themes:\n"
			 "  aftercare: Post-assault supervision and aftercare\n"
			 "pages:\n"
			 "  - title: Your view\n"
			 "    questions:\n"
			 "      - id: role\n"
			 "        ask: What is your role?\n"
			 "        type: choose one\n"
			 "        options:\n"
			 "          officer: Police officer\n"
			 "          staff: Police staff\n"
			 "      - id: supported\n"
			 "        ask: I felt supported after the assault\n"
			 "        type: scale\n"
			 "        options:\n"
			 "          1: Strongly disagree\n"
			 "          2: Disagree\n"
			 "          3: Neither\n"
			 "          4: Agree\n"
			 "          5: Strongly agree\n"
			 "        theme: aftercare\n"
			 "      - id: change\n"
			 "        ask: What one thing should change?\n"
			 "        type: long text\n"
			 "        up to: 2000 characters\n"
			 "        themes: [aftercare]\n";

/* ---- the workspace --------------------------------------------------------------- */

static void
give_up(const struct err *err, const char *at)
{
	die("the test's workspace: %s: %s", at, err->text);
}

static void
add_recipients(struct site *s, struct survey *survey)
{
	struct err err = { 0 };

	for (unsigned i = 0; i < 2; i++) {
		SCOPED(buf) secret = { 0 };
		SCOPED(buf) public = { 0 };
		struct store_recipient *r = &survey->recipients[i];
		struct recipient recipient;

		if (!key_make("a test", 6, &secret, &public, &err) ||
		    !recipient_parse(public.data, public.len, &recipient, &err))
			give_up(&err, "key");
		memcpy(r->key, recipient.key, sizeof(r->key));
		r->canary = (const unsigned char *)"none";
		r->canary_len = 4;
		if (i)
			continue;
		s->key = key_open(secret.data, secret.len, "a test", 6, &err);
		if (!s->key)
			give_up(&err, "key");
	}
	survey->recipient_count = 2;
}

static void
add_links(struct site *s, struct store *st)
{
	struct link links[2] = { { .survey = SITE_SURVEY }, { .survey = SITE_SURVEY } };
	struct err err = { 0 };

	code_new(s->code);
	code_new(s->closed);
	memcpy(links[0].code, s->code, sizeof(links[0].code));
	memcpy(links[1].code, s->closed, sizeof(links[1].code));
	if (!link_add(st, links, 2, &err) || !link_close(st, s->closed, &err))
		give_up(&err, "links");
}

void
site_make(struct site *s, unsigned expected)
{
	const char *tmp = getenv("TMPDIR");
	struct survey survey = { .name = SITE_SURVEY,
				 .form_text = site_form,
				 .form_len = strlen(site_form),
				 .state = SURVEY_OPEN,
				 .expected = expected,
				 .unconfirmed = true,
				 .closed = -1,
				 .opened = day_today(),
				 .page_size = 4096 };
	struct answers_secrets secrets = { .ticket_gone = false };
	struct store_lock *lock;
	struct err err = { 0 };
	struct store *st = NULL;

	*s = (struct site){ .port = 0 };
	seal_start();
	signal(SIGPIPE, SIG_IGN);
	snprintf(s->dir, sizeof(s->dir), "%s/canvass-web.XXXXXX", tmp ? tmp : "/tmp");
	if (!mkdtemp(s->dir))
		die("cannot make a folder for the test");
	snprintf(s->log, sizeof(s->log), "%s.log", s->dir);
	if (!store_make(s->dir, &err) || !(st = store_open(s->dir, STORE_WRITES, &err)))
		give_up(&err, "store");
	add_recipients(s, &survey);
	seal_hash(survey.form_hash, site_form, strlen(site_form), NULL, 0);
	rand_bytes(survey.check_key, sizeof(survey.check_key));
	memcpy(s->check_key, survey.check_key, sizeof(s->check_key));
	slip_key(s->check_key, s->slip_key);
	s->padded = survey.padded = (unsigned)box_room(slot_room(4096), 2);
	s->box_len = survey.box_len = (unsigned)box_size(s->padded, 2);
	if (!survey_add(st, &survey, &err))
		give_up(&err, "survey");
	add_links(s, st);
	store_close(st);
	rand_bytes(secrets.ticket_key, sizeof(secrets.ticket_key));
	rand_bytes(secrets.draft_key, sizeof(secrets.draft_key));
	lock = store_lock(s->dir, &err);
	if (!lock ||
	    !answers_make(lock, SITE_SURVEY, expected, 4096, s->box_len, &secrets, &err))
		give_up(&err, "answers");
	store_unlock(lock);
}

void
site_draw(const struct site *s, char (*codes)[SLIP_CHARS + 1],
	  unsigned char (*hashes)[SLIP_BYTES], size_t n)
{
	for (size_t i = 0; i < n; i++) {
		slip_new(s->slip_key, codes[i]);
		slip_hash(codes[i], s->slip_key, hashes[i]);
	}
}

struct answers_file *
site_file(const struct site *s, struct store_lock **out_lock)
{
	struct err err = { 0 };
	struct answers_file *f;

	*out_lock = store_lock(s->dir, &err);
	f = *out_lock ? answers_open(*out_lock, SITE_SURVEY, &err) : NULL;
	if (!f)
		give_up(&err, "answers");
	return f;
}

void
site_free(struct site *s)
{
	char command[700];

	if (s->door)
		site_stop(s, SIGKILL);
	secret_key_free(s->key);
	s->key = NULL;
	snprintf(command, sizeof(command),
		 "sed 's/^/# /' '%s' 2>/dev/null; rm -rf '%s' '%s'", s->log, s->dir,
		 s->log);
	fflush(NULL);
	if (system(command))
		die("cannot remove %s", s->dir);
}

/* ---- the door -------------------------------------------------------------------- */

static void
tell_port(const char *url, void *with)
{
	const char *port = strrchr(url, ':');

	(void)with;
	printf("%s", port + 1);
	fclose(stdout);
}

/* Run again by site_start as "<test> door DIR PORT": a process that has never had a key. */
void
site_begin(int argc, char **argv)
{
	struct door_settings settings = { .address = "127.0.0.1",
					  .url = "https://survey.example",
					  .force = "A force",
					  .exit_url = "",
					  .hosts = { "second.example" },
					  .host_count = 1,
					  .listening = tell_port };
	struct err err = { 0 };

	if (argc != 4 || !str_same(argv[1], "door"))
		return;
	settings.dir = argv[2];
	settings.port = (unsigned)strtoul(argv[3], NULL, 10);
	if (door_run(&settings, &err))
		exit(0);
	printf("!%d %s", (int)err.code, err.text);
	exit(err_kinds[err.code].exit);
}

NORETURN static void
child_main(const struct site *s, unsigned port, int to)
{
	int log = open(s->log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
	struct rlimit core;
	char number[12];

	/* As much as may be: the door itself must see to it that there is none. */
	if (!getrlimit(RLIMIT_CORE, &core)) {
		core.rlim_cur = core.rlim_max;
		setrlimit(RLIMIT_CORE, &core);
	}
	snprintf(number, sizeof(number), "%u", port);
	dup2(to, STDOUT_FILENO);
	dup2(log, STDERR_FILENO);
	execl("/proc/self/exe", "site", "door", s->dir, number, (char *)NULL);
	_exit(99);
}

bool
site_start(struct site *s, unsigned port, struct err *err)
{
	int ends[2];
	char said[300];
	size_t len = 0;
	ssize_t n;

	fflush(NULL);
	if (pipe2(ends, O_CLOEXEC))
		die("no pipe");
	s->door = fork();
	if (!s->door)
		child_main(s, port, ends[1]);
	close(ends[1]);
	while (len < sizeof(said) - 1 &&
	       (n = read(ends[0], said + len, sizeof(said) - 1 - len)) > 0)
		len += (size_t)n;
	close(ends[0]);
	said[len] = '\0';
	if (len && *said != '!') {
		if (s->port !=
		    strtoul(said, NULL, 10)) /* clients of a crowd read it meanwhile */
			s->port = (unsigned)strtoul(said, NULL, 10);
		return true;
	}
	site_stop(s, 0);
	if (!len)
		return err_set(err, ERR_BUG, "the door ended without a word");
	return err_set(err, (enum err_code)strtol(said + 1, NULL, 10), "%s",
		       strchr(said, ' ') + 1);
}

int
site_stop(struct site *s, int signal)
{
	int status = 0;
	pid_t door = s->door;

	if (!door)
		return -1;
	if (signal)
		kill(door, signal);
	waitpid(door, &status, 0);
	s->door = 0;
	if (!WIFSIGNALED(status))
		return WEXITSTATUS(status);
	return 256 + WTERMSIG(status) + (WCOREDUMP(status) ? 512 : 0);
}

/* ---- the client ------------------------------------------------------------------ */

int
site_connect(const struct site *s)
{
	struct sockaddr_in at = { .sin_family = AF_INET,
				  .sin_port = htons((uint16_t)s->port),
				  .sin_addr = { htonl(INADDR_LOOPBACK) } };
	struct sockaddr_in from = { .sin_family = AF_INET };
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), on = 1;

	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
	if (s->from) {
		inet_pton(AF_INET, s->from, &from.sin_addr);
		if (bind(fd, (struct sockaddr *)&from, sizeof(from)))
			die("cannot use the address %s: %s", s->from, strerror(errno));
	}
	if (connect(fd, (struct sockaddr *)&at, sizeof(at))) {
		close(fd);
		return -1;
	}
	return fd;
}

bool
send_whole(int fd, const char *bytes, size_t len)
{
	while (len) {
		ssize_t n = send(fd, bytes, len, MSG_NOSIGNAL);

		if (n <= 0)
			return false;
		bytes += n;
		len -= (size_t)n;
	}
	return true;
}

static _Thread_local char heard_text[HEARD_MOST + 1];

static void
heard_read(struct heard *heard)
{
	const char *at, *end;

	heard->text = heard_text;
	heard_text[heard->len] = '\0';
	if (heard->len > 12 && !memcmp(heard_text, "HTTP/1.", 7))
		heard->status = (unsigned)strtoul(heard_text + 9, NULL, 10);
	for (at = heard_text; (at = strstr(at, "HTTP/1.1 200 ")); at++)
		heard->good++;
	end = strstr(heard_text, "\r\n\r\n");
	heard->body = end ? end + 4 : "";
}

/* One piece; false at the end, or when nothing came in time. */
static bool
hear_piece(int fd, unsigned ms, struct heard *heard)
{
	struct pollfd wait = { .fd = fd, .events = POLLIN };
	ssize_t n;

	if (poll(&wait, 1, (int)ms) <= 0)
		return false;
	n = recv(fd, heard_text + heard->len, HEARD_MOST - heard->len, 0);
	if (n <= 0) {
		heard->closed = true;
		return false;
	}
	heard->len += (size_t)n;
	return heard->len < HEARD_MOST;
}

struct heard
site_listen(int fd, unsigned ms)
{
	struct heard heard = { 0 };

	while (hear_piece(fd, ms, &heard))
		;
	heard_read(&heard);
	return heard;
}

struct heard
site_say(const struct site *s, const char *bytes, size_t len, unsigned ms)
{
	struct heard heard = { 0 };
	int fd = site_connect(s);

	if (fd < 0) {
		heard_read(&heard);
		return heard;
	}
	send_whole(fd, bytes, len); /* the server may cut in the middle of it */
	heard = site_listen(fd, ms);
	close(fd);
	return heard;
}

struct heard
site_hear(int fd, unsigned ms)
{
	struct heard heard = { 0 };
	const char *length;

	do {
		if (!hear_piece(fd, ms, &heard)) {
			heard_read(&heard);
			return heard;
		}
		heard = (struct heard){ .len = heard.len };
		heard_read(&heard);
		length = heard_header(&heard, "Content-Length");
	} while (!*heard.body && !strstr(heard.text, "\r\n\r\n"));
	while (length &&
	       (size_t)(heard.text + heard.len - heard.body) < strtoul(length, NULL, 10))
		if (!hear_piece(fd, ms, &heard))
			break;
	heard = (struct heard){ .len = heard.len, .closed = heard.closed };
	heard_read(&heard);
	return heard;
}

const char *
heard_header(const struct heard *heard, const char *name)
{
	static _Thread_local char value[2000];
	size_t len = strlen(name);

	for (const char *at = heard->text; at < heard->body; at++) {
		const char *end;

		at = strstr(at, "\r\n");
		if (!at)
			return NULL;
		at += 2;
		end = strstr(at, "\r\n");
		if (!end || end == at)
			return NULL;
		if (strncasecmp(at, name, len) || at[len] != ':')
			continue;
		at += len + 1;
		at += strspn(at, " ");
		snprintf(value, sizeof(value), "%.*s", (int)(end - at), at);
		return value;
	}
	return NULL;
}

size_t
post_spell(char *out, size_t size, const char *code, const char *body)
{
	return (size_t)snprintf(out, size,
				"POST /S/%s HTTP/1.1\r\nHost: survey.example\r\n"
				"Content-Type: application/x-www-form-urlencoded\r\n"
				"Content-Length: %zu\r\n\r\n%s",
				code, strlen(body), body);
}

size_t
answer_spell(char *out, size_t size, const struct site *s, const char *ticket,
	     const char *words)
{
	return answer_by(out, size, s->code, ticket, words);
}

size_t
answer_by(char *out, size_t size, const char *code, const char *ticket, const char *words)
{
	char body[4000];

	snprintf(body, sizeof(body),
		 "ticket=%s&go=send&role=officer&supported=2&change=%s", ticket, words);
	return post_spell(out, size, code, body);
}

bool
is_thanked(const struct heard *heard)
{
	return heard->status == 200 && strstr(heard->body, "were received");
}
