-- Requests for wrk: wrk -s requests.lua URL -- KIND KEYS MEMBERS RUN FIRST. One thread only: the counter is its own.
-- KEYS are used in turn, separated by commas; KIND is one of the functions in kinds; RUN makes idempotency keys unique; FIRST is where a sequence goes on.

local kind, members, run, big, counter
local headers, keys = {}, {}

local function member(n) return "1000000000" .. string.format("%08d", n) end
local function path(guild, rest) return "/api/guilds/2000000000" .. string.format("%08d", guild) .. "/bytes/" .. rest end

local function post(guild, rest, body)
  headers["Idempotency-Key"] = run .. "-" .. counter
  return wrk.format("POST", path(guild, rest), headers, body)
end

local function transfer(guild, giver, receiver)
  local body = '{"giver_id":"' .. member(giver) .. '","receiver_id":"' .. member(receiver) .. '","amount":1,"reason":"bench"}'
  return post(guild, "transactions", body)
end

local kinds = {
  hello = function() return wrk.format("GET", "/") end,
  -- Two different random members of a big guild.
  transfer = function()
    local guild, giver = math.random(0, 2), math.random(0, big - 1)
    local receiver = (giver + math.random(1, big - 1)) % big
    return transfer(guild, guild * big + giver, guild * big + receiver)
  end,
  -- Everyone gives to the first member of the first guild.
  hot = function() return transfer(0, math.random(1, big - 1), 0) end,
  -- Members in order of a fixed shuffle, each once.
  daily = function()
    local n = (counter * 7919) % (big * 3)
    return post(math.floor(n / big), "daily", '{"user_id":"' .. member(n) .. '"}')
  end,
  balance = function()
    local guild = math.random(0, 2)
    return wrk.format("GET", path(guild, "balances/" .. member(guild * big + math.random(0, big - 1))), headers)
  end,
  -- More guilds in turn than a cache remembers.
  board = function()
    return wrk.format("GET", path(3 + counter % ((members - 3 * big) / 10), "leaderboard"), headers)
  end,
  -- A member's newest rows.
  history = function()
    local guild = math.random(0, 2)
    local who = member(guild * big + math.random(0, big - 1))
    return wrk.format("GET", path(guild, "transactions?limit=5&user_id=" .. who), headers)
  end,
  -- Somewhere near the top of a big guild's board: more stretches than a cache remembers.
  stretch = function()
    local rest = "leaderboard?offset=" .. math.random(0, 500) .. "&limit=" .. math.random(1, 50)
    return wrk.format("GET", path(math.random(0, 2), rest), headers)
  end,
  cached = function() return wrk.format("GET", path(counter % 3, "leaderboard"), headers) end,
}

function init(args)
  kind, members, run, counter = args[1], tonumber(args[3]), args[4], tonumber(args[5] or "0")
  big = math.floor(members * 3 / 10)
  for key in string.gmatch(args[2], "[^,]+") do keys[#keys + 1] = "Bearer " .. key end
  headers["Content-Type"] = "application/json"
  math.randomseed(os.time())
end

function request()
  counter = counter + 1
  headers["Authorization"] = keys[counter % #keys + 1]
  return kinds[kind]()
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    'RESULT {"requests":%d,"microseconds":%d,"p50":%g,"p99":%g,"refused":%d,"broken":%d}\n',
    summary.requests, summary.duration, latency:percentile(50) / 1000, latency:percentile(99) / 1000,
    errors.status, errors.connect + errors.read + errors.write + errors.timeout))
end
