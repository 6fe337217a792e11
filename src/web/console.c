/*
 * The desk's HTTP server: libmicrohttpd with a thread for each connection, TLS where there is a
 * certificate, deadlines, and an end in good order.
 *
 * The library's own log is not switched on, since its lines hold request facts.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <errno.h>
#include <signal.h>
#include <strings.h>
#include <unistd.h>

#include "web/console_daemon.h"

#define STOP_MS 5000u

/* No session tickets: what resumes a session later is one more key that must not be lost. */
#define TLS_PRIORITIES "NORMAL:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2:%NO_TICKETS"

/* ---- connections and their deadlines ------------------------------------------ */

void
console_phase(struct console *console, struct peer *peer, enum phase phase,
	      uint64_t declared)
{
	pthread_mutex_lock(&console->lock);
	peer_phase(peer, phase, declared, clock_ms());
	pthread_mutex_unlock(&console->lock);
}

void
console_moved(struct console *console, struct peer *peer, size_t bytes)
{
	pthread_mutex_lock(&console->lock);
	peer->moved += bytes;
	pthread_mutex_unlock(&console->lock);
}

static void
on_connection(void *cls, struct MHD_Connection *connection, void **socket_context,
	      enum MHD_ConnectionNotificationCode what)
{
	struct console *console = cls;
	struct peer *peer = *socket_context;
	const union MHD_ConnectionInfo *info;

	pthread_mutex_lock(&console->lock);
	if (what == MHD_CONNECTION_NOTIFY_STARTED) {
		info = MHD_get_connection_info(connection,
					       MHD_CONNECTION_INFO_CONNECTION_FD);
		peer = mem_new(1, sizeof(*peer));
		peer_add(&console->peers, peer, info ? info->connect_fd : -1, clock_ms());
		*socket_context = peer;
	} else if (peer) {
		peer_drop(&console->peers, peer);
		free(peer);
		*socket_context = NULL;
	}
	pthread_mutex_unlock(&console->lock);
}

static void
sweep(struct console *console)
{
	pthread_mutex_lock(&console->lock);
	peers_sweep(&console->peers, clock_ms());
	pthread_mutex_unlock(&console->lock);
}

/* Percent signs are ours to read: the library would cut at %00 and pass on %zz. */
static size_t
leave_escaped(void *cls, struct MHD_Connection *connection, char *text)
{
	(void)cls, (void)connection;
	return strlen(text);
}

/* ---- hosts -------------------------------------------------------------------- */

static void
host_add(struct host_list *list, const char *name)
{
	if (list->count < ALL_HOSTS && strlen(name) < sizeof(list->names[0]))
		str_fit(list->names[list->count++], sizeof(list->names[0]), name);
}

/* The names of the settings, alone and with our port: a desk seldom has the usual one. */
static void
hosts_of(struct console *console)
{
	const struct console_settings *settings = console->settings;
	struct door_settings base = { .address = settings->address, .url = console->url };
	char with_port[128];

	hosts_fill(&console->hosts, &base, console->port);
	if (console->secure && console->port == 443) { /* browsers leave it out */
		host_add(&console->hosts, settings->address);
		host_add(&console->hosts, "localhost");
	}
	for (size_t i = 0; i < settings->host_count; i++) {
		const char *name = settings->hosts[i];

		host_add(&console->hosts, name);
		if (!strchr(name, ':') &&
		    snprintf(with_port, sizeof(with_port), "%s:%u", name, console->port) <
			    (int)sizeof(with_port))
			host_add(&console->hosts, with_port);
	}
}

/* ---- start -------------------------------------------------------------------- */

static struct MHD_Daemon *
daemon_new(struct console *console, int fd)
{
	const struct console_settings *settings = console->settings;
	struct MHD_OptionItem tls[] = {
		{ MHD_OPTION_HTTPS_MEM_CERT, 0, NULL },
		{ MHD_OPTION_HTTPS_MEM_KEY, 0, NULL },
		{ MHD_OPTION_HTTPS_PRIORITIES, 0, NULL },
		{ MHD_OPTION_END, 0, NULL },
	};
	struct MHD_OptionItem *more = &tls[ARRAY_LEN(tls) - 1];
	unsigned flags = MHD_USE_POLL_INTERNAL_THREAD | MHD_USE_THREAD_PER_CONNECTION |
			 MHD_USE_ITC;
	union { /* the library takes pointers to what it may not change */
		const char *read;
		void *given;
	} pem[3] = { { .read = settings->certificate },
		     { .read = settings->key_pem },
		     { .read = TLS_PRIORITIES } };

	if (console->secure) {
		for (size_t i = 0; i < ARRAY_LEN(pem); i++)
			tls[i].ptr_value = pem[i].given;
		more = tls;
		flags |= MHD_USE_TLS;
	}
	return MHD_start_daemon(
		flags, 0, NULL, NULL, console_on_request, NULL, MHD_OPTION_LISTEN_SOCKET,
		fd, MHD_OPTION_CONNECTION_LIMIT, (unsigned)CONSOLE_CONNECTIONS,
		MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)CONSOLE_POOL,
		MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)CONSOLE_IDLE,
		MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_SIGPIPE_HANDLED_BY_APP, 1,
		MHD_OPTION_UNESCAPE_CALLBACK, leave_escaped, NULL,
		MHD_OPTION_URI_LOG_CALLBACK, console_on_target, console,
		MHD_OPTION_NOTIFY_COMPLETED, console_on_completed, console,
		MHD_OPTION_NOTIFY_CONNECTION, on_connection, console, MHD_OPTION_ARRAY,
		more, MHD_OPTION_END);
}

static bool
console_open(struct console *console, struct err *err)
{
	const struct console_settings *settings = console->settings;
	bool bracket = strchr(settings->address, ':') != NULL;
	int fd;

	console->port = settings->port;
	fd = listen_at(settings->address, &console->port, err);
	if (fd < 0)
		return false;
	snprintf(console->url, sizeof(console->url), "%s://%s%s%s:%u",
		 console->secure ? "https" : "http", bracket ? "[" : "",
		 settings->address, bracket ? "]" : "", console->port);
	hosts_of(console);
	console->daemon = daemon_new(console, fd);
	if (console->daemon)
		return true;
	close(fd);
	if (console->secure)
		return err_set(err, ERR_CONFIG,
			       "the certificate and its key cannot be used: both must be "
			       "PEM, and belong to each other");
	return err_set(err, ERR_UNAVAILABLE, "libmicrohttpd does not start");
}

/* ---- until a signal ----------------------------------------------------------- */

static void
run_until_signal(struct console *console, const sigset_t *ends)
{
	const struct console_settings *settings = console->settings;
	const struct timespec quarter = { .tv_nsec = SWEEP_MS * 1000000L };

	while (sigtimedwait(ends, NULL, &quarter) < 0) {
		sweep(console);
		if (settings->tick)
			settings->tick(settings->with);
	}
}

/* Accepts nobody; lets pages under way end; whoever is still connected then is cut off. */
static void
console_close(struct console *console)
{
	uint64_t until = clock_ms() + STOP_MS;
	const struct timespec moment = { .tv_nsec = 20000000L };
	MHD_socket fd;

	atomic_store(&console->stopping, true);
	fd = MHD_quiesce_daemon(console->daemon);
	while (atomic_load(&console->requests) && clock_ms() < until)
		nanosleep(&moment, NULL);
	MHD_stop_daemon(console->daemon);
	if (fd != MHD_INVALID_SOCKET)
		close(fd);
}

bool
console_run(const struct console_settings *settings, struct err *err)
{
	struct console console = { .settings = settings,
				   .secure = settings->certificate != NULL,
				   .peers = { .most = CONSOLE_CONNECTIONS } };
	sigset_t ends;

	sigemptyset(&ends);
	sigaddset(&ends, SIGTERM);
	sigaddset(&ends, SIGINT);
	pthread_sigmask(SIG_BLOCK, &ends, NULL); /* before the first thread */
	signal(SIGPIPE, SIG_IGN);
	pthread_mutex_init(&console.lock, NULL);
	if (!console_open(&console, err)) {
		pthread_mutex_destroy(&console.lock);
		return false;
	}
	if (settings->listening)
		settings->listening(console.url, settings->with);
	run_until_signal(&console, &ends);
	console_close(&console);
	pthread_mutex_destroy(&console.lock);
	return true;
}
