\set place random(0, 2)
\set giver random(0, :big - 1)
\set receiver (:giver + random(1, :big - 1)) % :big
\set guild_id 200000000000000000 + :place
\set giver_id 100000000000000000 + :place * :big + :giver
\set receiver_id 100000000000000000 + :place * :big + :receiver
SELECT bytes_transfer(:guild_id::text, uuid_v7_at(clock_timestamp()), :giver_id::text, NULL, :receiver_id::text, NULL, 1, 'bench', :giver_id::text, gen_random_uuid()::text, clock_timestamp());
