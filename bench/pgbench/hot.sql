\set giver_id 100000000000000000 + random(1, :big - 1)
SELECT bytes_transfer('200000000000000000', uuid_v7_at(clock_timestamp()), :giver_id::text, NULL, '100000000000000000', NULL, 1, 'bench', :giver_id::text, gen_random_uuid()::text, clock_timestamp());
