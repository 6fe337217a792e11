/*
 * The door: starts in an order that leaves nothing half done, finds surveys for pages, stops so
 * that every answer under way is stored or refused.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <malloc.h>
#include <signal.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "web/machine.h"

#define DESCRIPTORS_WANTED 8192

/* ---- what pages ask -------------------------------------------------------------- */

static struct link_row *
link_find(struct door *door, const char *code)
{
	struct link_row *row = door->link_size ? link_slot(door, code) : NULL;

	return row && row->survey ? row : NULL;
}

/*
 * What was typed as a code in its written form.  Posters print it so, and then there is nothing to
 * drop or to read as another; that this way is quick depends on the spelling, not on the code.
 */
static bool
read_code(const char *typed, char out[CODE_CHARS + 1])
{
	unsigned char symbols[CODE_CHARS];
	size_t n = 0;

	for (; n < CODE_CHARS && typed[n]; n++) {
		int v = base32_value(typed[n]);

		if (v < 0 || base32_digits[v] != typed[n])
			return code_read(typed, out);
		symbols[n] = (unsigned char)v;
	}
	if (n != CODE_CHARS || typed[n])
		return code_read(typed, out);
	memcpy(out, typed, CODE_CHARS + 1);
	return code_check(symbols, CODE_CHARS - 1) == symbols[CODE_CHARS - 1];
}

/* A wrong check character is looked up like any other, so that both take the same time. */
static bool
find_link(struct door *door, const char *code, bool shaped, struct door_link *out)
{
	struct link_row *row = link_find(door, code);
	struct held *survey = row ? row->survey : NULL;

	if (!shaped || !survey || !held_form(survey))
		return false;
	out->survey = &survey->open;
	out->place = row->place;
	out->closed = row->closed || survey->open.state != SURVEY_OPEN ||
		      survey->open.days_closed ||
		      (!door->preview && !atomic_load(&survey->file));
	return true;
}

bool
door_find(struct door *door, const char *typed, struct door_link *out)
{
	char code[CODE_CHARS + 1] = "00000000";
	bool shaped = read_code(typed, code);

	*out = (struct door_link){ 0 };
	if (!shaped && slip_read(typed, out->code))
		return door_find_slip(door, out->code, out);
	memcpy(out->code, code, sizeof(code));
	return find_link(door, code, shaped, out);
}

const struct door_settings *
door_settings(const struct door *door)
{
	return &door->settings;
}

bool
door_accepts(const struct door *door)
{
	return !door->low_space && !door->stopping && !sender_stopped(door->sender) &&
	       !sender_full(door->sender);
}

bool
door_stopped(const struct door *door)
{
	return sender_stopped(door->sender);
}

void
door_words(const struct door_survey *survey, const char *code, char *out, size_t size)
{
	struct door *door = ((const struct held *)survey)->door; /* its first member */
	char read[CODE_CHARS + 1], slip[SLIP_CHARS + 1];
	struct link_row *row;

	if (size)
		*out = '\0';
	if (!read_code(code, read)) {
		if (slip_read(code, slip))
			check_words(slip, survey->check_key, out, size);
		return;
	}
	row = link_find(door, read);
	if (!row) {
		check_words(read, survey->check_key, out, size);
		return;
	}
	if (!row->words[0])
		check_words(read, survey->check_key, row->words, sizeof(row->words));
	str_fit(out, size, row->words);
}

/* ---- an answer on its way -------------------------------------------------------- */

static void
send_wipe(struct send *send)
{
	if (send->record)
		secret_wipe(send->record, send->record_len);
	free(send->record);
	send->record = NULL;
}

struct message *
door_message(struct door *door, struct send *send, send_done_fn *done, void *with,
	     enum send_result *out_result)
{
	struct held *survey = (struct held *)send->survey; /* its first member */
	unsigned char id[ANSWER_ID];
	struct message *m;

	if (door->preview) { /* the thank-you page, and that is all */
		send_wipe(send);
		*out_result = SEND_STORED;
		return NULL;
	}
	if (survey->open.state != SURVEY_OPEN || survey->open.days_closed)
		send->only_look = true;
	if (send->only_look)
		send_wipe(send);
	if (send->in_room && survey->open.state != SURVEY_OPEN) {
		*out_result = SEND_REFUSED;
		return NULL;
	}
	if (send->only_look && survey->open.secrets->ticket_gone) {
		*out_result = SEND_REFUSED;
		return NULL;
	}
	*out_result = SEND_FAILED;
	if (door->stopping || !atomic_load(&survey->file)) {
		send_wipe(send);
		return NULL;
	}
	if (send->in_room)
		room_slot(send->ticket, send->turn, survey->open.secrets->ticket_key, id);
	else
		ticket_id(send->ticket, survey->open.secrets->ticket_key, id);
	if (send->in_room && send->only_look && there_look(survey, id, out_result))
		return NULL;
	m = message_new(door->sender, survey, id, send->record, send->record_len, NULL,
			send->by_slip ? send->slip : NULL, done, with);
	if (m && send->in_room && !send->only_look)
		message_replaces(m);
	if (m)
		send->record = NULL; /* the message's now */
	else
		send_wipe(send);
	return m;
}

/* ---- start ----------------------------------------------------------------------- */

/* No core file ever holds an answer or a key, and many phones may come at once. */
static void
process_harden(void)
{
	struct rlimit limit = { 0 };

	setrlimit(RLIMIT_CORE, &limit);
	prctl(PR_SET_DUMPABLE, 0);
#ifdef M_PERTURB
	/* What is freed is written over at once: the library's buffers too, where answers were. */
	mallopt(M_PERTURB, 0xa5);
#endif
	signal(SIGPIPE, SIG_IGN);
	if (!getrlimit(RLIMIT_NOFILE, &limit) && limit.rlim_cur < DESCRIPTORS_WANTED) {
		limit.rlim_cur = limit.rlim_max < DESCRIPTORS_WANTED ? limit.rlim_max
								     : DESCRIPTORS_WANTED;
		setrlimit(RLIMIT_NOFILE, &limit);
	}
}

static bool
side_add(struct door *door, int fd, void *what)
{
	struct epoll_event event = { .events = EPOLLIN, .data = { .ptr = what } };

	return fd >= 0 && !epoll_ctl(door->side, EPOLL_CTL_ADD, fd, &event);
}

/* The descriptors that the loop waits for beside libmicrohttpd's. */
static bool
start_side(struct door *door, struct err *err)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGINT);
	pthread_sigmask(SIG_BLOCK, &set, NULL); /* before the first thread */
	door->side = epoll_create1(EPOLL_CLOEXEC);
	door->wake = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
	door->signals = signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
	if (door->side < 0 || !side_add(door, door->wake, &door->wake) ||
	    !side_add(door, door->signals, &door->signals))
		return err_set(err, ERR_UNAVAILABLE, "no descriptors are left");
	return true;
}

static bool
start_store(struct door *door, struct err *err)
{
	const char *dir = door->settings.dir;

	door->lock = store_lock(dir, err);
	if (!door->lock)
		return false;
	door->hatch = hatch_server_new(door, err);
	if (!door->hatch)
		return false;
	door->store = store_open(dir, STORE_READS, err);
	if (!door->store)
		return false;
	door->sender = sender_new(dir, door->wake, err);
	if (!door->sender)
		return false;
	door->today = day_today();
	store_changed(door->store); /* what is read next is what it is compared with */
	return door_reload(door, err);
}

/* A form to look at needs pages and nothing behind them; the sender's threads stay idle. */
static bool
start_preview(struct door *door, struct err *err)
{
	door->sender = sender_new("", door->wake, err);
	if (!door->sender)
		return false;
	door->today = day_today();
	door->preview = preview_new(door);
	return true;
}

static bool
start_http(struct door *door, struct err *err)
{
	const char *address = door->settings.address;
	bool bracket = strchr(address, ':') != NULL;
	char url[300];
	int fd;

	door->port = door->settings.port;
	fd = listen_at(address, &door->port, err);
	if (fd < 0)
		return false;
	snprintf(url, sizeof(url), "http://%s%s%s:%u", bracket ? "[" : "", address,
		 bracket ? "]" : "", door->port);
	if (!door->settings.url || !*door->settings.url) {
		memcpy(door->url, url, sizeof(url));
		door->settings.url = door->url;
	}
	hosts_fill(&door->hosts, &door->settings, door->port);
	door->http = http_open(door, fd, err);
	if (!door->http)
		return false;
	if (door->settings.listening)
		door->settings.listening(url, door->settings.with);
	return true;
}

/* ---- stop ------------------------------------------------------------------------ */

static void
close_if_open(int fd)
{
	if (fd >= 0)
		close(fd);
}

/* The loop has ended: no send is under way, none can come. */
static void
door_free(struct door *door)
{
	http_close(door->http);
	sender_free(door->sender);
	hatch_server_free(door->hatch);
	door_forget_all(door);
	preview_free(door->preview);
	store_close(door->store);
	store_unlock(door->lock);
	close_if_open(door->signals);
	close_if_open(door->wake);
	close_if_open(door->side);
	free(door);
	prctl(PR_SET_DUMPABLE, 1); /* all secrets are wiped */
}

bool
door_run(const struct door_settings *settings, struct err *err)
{
	struct door *door = mem_new(1, sizeof(*door));
	bool good;

	seal_start();
	process_harden();
	door->settings = *settings;
	door->side = door->wake = door->signals = -1;
	door->now = clock_ms();
	good = start_side(door, err) &&
	       (settings->preview ? start_preview(door, err) : start_store(door, err)) &&
	       start_http(door, err) && loop_run(door, err);
	door_free(door);
	return good;
}
