# Every printed code is read: by decoders that are not ours, after what happens to paper.
# SPDX-License-Identifier: AGPL-3.0-or-later

EXTRA_DIST += %D%/decode.py %D%/finder.py %D%/geometry.py %D%/lib.sh %D%/matrix.py %D%/proof.py %D%/readers.py %D%/self.py %D%/vector.py
dist_check_SCRIPTS += %D%/decode.t %D%/geometry.t

# Encodes what was read once more; no test by itself.
EXTRA_PROGRAMS += tests/posters/code
check_DATA += tests/posters/code
CLEANFILES += tests/posters/code
tests_posters_code_SOURCES = %D%/code.c
tests_posters_code_LDADD = $(QRENCODE_LIBS)
