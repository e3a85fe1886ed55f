-- What wrk sends and reports. With BENCH_REQUESTS, a file with lines of "method <tab> token <tab> path [<tab> body]",
-- every request is drawn from it at random; without, wrk repeats its one address. The result is one line:
-- requests, microseconds, errors, p50, p95, p99 and longest latency in microseconds. {number} in a body is a number of ten
-- digits that no other request of the run has.

local file = os.getenv("BENCH_REQUESTS")
if file == "" then
  file = nil
end
local threads = 0

function setup(thread)
  threads = threads + 1
  thread:set("number", threads)
end

if file then
  local requests = {}
  local fresh = {} -- those whose body changes: {method, path, headers, body}
  local counter

  function init()
    math.randomseed(os.time() * 7 + number * 1009)
    counter = 9000000000 + (number - 1) * 400000000 + math.random(300000000)
    for line in io.lines(file) do
      local method, token, path, body = line:match("^([^\t]+)\t([^\t]+)\t([^\t]+)\t?(.*)$")
      local headers = { ["Authorization"] = "Bearer " .. token }
      if body ~= "" then
        headers["Content-Type"] = "application/json"
      end
      requests[#requests + 1] = wrk.format(method, path, headers, body ~= "" and body or nil)
      fresh[#requests] = body:find("{number}", 1, true) and { method, path, headers, body } or false
    end
  end

  function request()
    local chosen = math.random(#requests)
    local template = fresh[chosen]
    if not template then
      return requests[chosen]
    end
    counter = counter + 1
    return wrk.format(template[1], template[2], template[3], (template[4]:gsub("{number}", string.format("%.0f", counter))))
  end
end

function done(summary, latency)
  local e = summary.errors
  io.write(string.format("RESULT %d %d %d %.0f %.0f %.0f %.0f\n", summary.requests, summary.duration,
    e.connect + e.read + e.write + e.status + e.timeout,
    latency:percentile(50), latency:percentile(95), latency:percentile(99), latency.max))
end
