# The benchmarks are run by hand (bench/run.sh, utility.sh, disclose.sh, posters.sh, redact.sh,
# scale.sh, room.sh); make builds none of them.
# SPDX-License-Identifier: AGPL-3.0-or-later

EXTRA_DIST += %D%/run.sh %D%/site.sh %D%/pulse.yaml %D%/load.c %D%/get.c %D%/seal.c
EXTRA_DIST += %D%/utility.sh %D%/utility.py %D%/disclose.sh %D%/disclose.py %D%/disclose.c %D%/probe.sh
EXTRA_DIST += %D%/posters.sh %D%/poster_probe.c %D%/redact.sh %D%/redact.c %D%/scale.sh %D%/scan.c %D%/steps.c
EXTRA_DIST += %D%/room.sh %D%/room.py
