-- What the one writer of an answers file does with slips.  A cell has one length for ever: SQLite
-- writes it over the old one, in place, so that a struck-out hash is nowhere any more.
-- SPDX-License-Identifier: AGPL-3.0-or-later

-- name: slip_all
SELECT place, cell FROM slip ORDER BY place;

-- name: slip_get
SELECT cell FROM slip WHERE place = :place;

-- name: slip_new
INSERT INTO slip (place, cell) VALUES (:place, :cell);

-- Strikes out: one slip, what is left of a print run, or all.
-- name: slip_strike
UPDATE slip SET cell = zeroblob(20) WHERE place >= :first AND place < :end;

-- name: slip_run_new
INSERT INTO slip_run (number, slips, withdrawn) VALUES (:number, :slips, 0);

-- name: slip_run_withdraw
UPDATE slip_run SET withdrawn = 1 WHERE number = :number;
