# The only door to libsodium.
# SPDX-License-Identifier: AGPL-3.0-or-later

noinst_LIBRARIES += libseal.a
libseal_a_SOURCES = %D%/seal.h %D%/internal.h %D%/secret.c %D%/key.c %D%/box.c %D%/ticket.c \
	%D%/draft.c %D%/code.c %D%/slip.c %D%/words.c
libseal_a_SOURCES += %D%/sha256.c %D%/password.c %D%/totp.c
libseal_a_CPPFLAGS = $(AM_CPPFLAGS) $(SODIUM_CFLAGS) $(OATH_CFLAGS)
