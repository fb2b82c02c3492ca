using System.Text;
using EsimLifecycle.Interop;

namespace EsimLifecycle.Tests;

/// <summary>Hostile input: whatever comes, it is read or refused with a documented fault, in bounded memory.</summary>
[Trait("speed", "slow")]
public class NoticeFuzz
{
    private const int Payloads = 240_000;

    // Always the same ones, so that a failure can be looked at again.
    private const int Seed = 20_260_122;

    private static readonly string[] Values =
    [
        "null", "true", "0", "-1", "1e999", "-0.0", "1E-400", "99999999999999999999999999999999999999999", "0.1", "9223372036854775808",
        "\"\"", "\" \"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\u0000\"", "\"8910300000059818839\"", "\"ENABLED\"", "\"Executed-Success\"",
        "{}", "[]", "[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]", "{\"iccid\":{\"iccid\":{}}}", "\"2026-02-30T25:61:61Z\"", "\"-9999999999999\"", "8910300000059818839",
    ];

    private static readonly string[] Names =
    [
        "iccid", "eid", "content", "payload", "data", "header", "timeStamp", "timestamp", "status", "bundles", "assignments", "iccids", "\\u0069ccid", "\\ud800",
        "notificationPointId", "notificationPointStatus", "smdpStatus", "seqNumber", "orderUsage", "total", "remaining", "event", "level", "code",
    ];

    private static readonly string[] Lists = ["iccids", "bundles", "assignments", "data"];

    [Fact]
    public void Whatever_comes_is_read_or_refused_with_a_documented_fault()
    {
        var random = new Random(Seed);
        var (read, codes) = (0, new HashSet<NoticeFaultCode>());
        for (var i = 0; i < Payloads; i++)
        {
            var (_, _, reader, original) = Notifications.All[random.Next(Notifications.All.Count)];
            var payload = Mutate(original, random);
            try
            {
                // Mostly by its own reader, and sometimes by one of another platform.
                read += Check(random.Next(8) == 0 ? Notifications.Readers[random.Next(Notifications.Readers.Count)] : reader, payload, codes) ? 1 : 0;
            }
            catch (Exception e)
            {
                Assert.Fail($"Payload {i} threw {e}{Environment.NewLine}{Encoding.UTF8.GetString(payload)}");
            }
        }

        // The mutations are neither so wild that nothing is read nor so tame that nothing is refused.
        read.Should().BeInRange(Payloads / 10, Payloads * 9 / 10);
        codes.Should().BeEquivalentTo(Enum.GetValues<NoticeFaultCode>().Except([NoticeFaultCode.TooLarge]));
    }

    [Theory]
    [InlineData(10_000_000, '[', 2_000)]
    [InlineData(10_000_000, '"', 2_000)]
    [InlineData(NoticeLimits.MaxBytes, '[', 4_000)]
    [InlineData(NoticeLimits.MaxBytes, '{', 4_000)]
    [InlineData(NoticeLimits.MaxBytes, '9', 500_000)]
    [InlineData(NoticeLimits.MaxBytes, ' ', 500_000)]
    public void Long_and_deep_input_costs_little_memory(int length, char letter, long most)
    {
        var payload = new byte[length];
        payload.AsSpan().Fill((byte)letter);

        foreach (var reader in Notifications.Readers)
            AllocatedBy(reader, payload).Should().BeLessThan(most);
    }

    public static TheoryData<string, string, string> Dense => new()
    {
        { "{ \"iccids\": [", "\"\",", "\"\"] }" },
        { "{ \"bundles\": [", "{},", "{}] }" },
        { "{ \"type\": \"lpa\", \"payload\": { \"code\": 0, \"data\": [", "{\"profileState\":\"x\"},", "{}] } }" },
        { "{ \"header\": {}, \"notifyType\": \"A\", \"content\": {", "\"\\u0069\":0,", "\"a\":0} }" },
        { "{ \"header\": {}, \"notifyType\": \"A\", \"content\": {", "\"\\ud800\":0,", "\"a\":0} }" },
        { "{ \"event\": \"", "\\u0041", "\" }" },
        { "{ \"level\": ", "9", " }" },
    };

    [Theory]
    [MemberData(nameof(Dense))]
    public void The_densest_input_costs_bounded_memory(string start, string part, string end)
    {
        var parts = (NoticeLimits.MaxBytes - start.Length - end.Length) / part.Length;
        var payload = Encoding.UTF8.GetBytes(start + string.Concat(Enumerable.Repeat(part, parts)) + end);

        foreach (var reader in Notifications.Readers)
            AllocatedBy(reader, payload).Should().BeLessThan(2_000_000);
    }

    private static long AllocatedBy(Notifications.Reader reader, byte[] payload)
    {
        reader(payload, out _, out _);
        var before = GC.GetAllocatedBytesForCurrentThread();
        reader(payload, out _, out _);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static bool Check(Notifications.Reader reader, byte[] payload, HashSet<NoticeFaultCode> codes)
    {
        if (!reader(payload, out var notices, out var fault))
        {
            Note(fault!);
            return notices.Count == 0 ? false : throw new InvalidOperationException("A fault and notices.");
        }

        foreach (var notice in notices)
        {
            if (notice.WhyNot is { } whyNot)
                Note(whyNot);
            if (notice.Command is not (null or LifecycleFact) || (notice.Command is not null && notice.WhyNot is not null))
                throw new InvalidOperationException($"{notice.Command}");
        }

        return true;

        void Note(NoticeFault told)
        {
            codes.Add(told.Code);
            if (!told.Path.StartsWith('$') || told.Found.Length is 0 or > 120 || told.Expected.Length == 0)
                throw new InvalidOperationException($"{told}");
        }
    }

    private static byte[] Mutate(byte[] original, Random random)
    {
        var bytes = original.ToList();
        for (var times = random.Next(1, 4); times > 0; times--)
            MutateOnce(bytes, random);
        return [.. bytes];
    }

    private static void MutateOnce(List<byte> bytes, Random random)
    {
        if (bytes.Count == 0)
            return;
        var at = random.Next(bytes.Count);
        switch (random.Next(12))
        {
            case 0:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1:
                bytes[at] = (byte)random.Next(256);
                break;
            case 2:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 3:
                bytes.RemoveRange(at, Math.Min(random.Next(1, 20), bytes.Count - at));
                break;
            case 4:
                var other = Notifications.All[random.Next(Notifications.All.Count)].Utf8;
                var from = random.Next(other.Length);
                bytes.InsertRange(at, other[from..Math.Min(other.Length, from + random.Next(60))]);
                break;
            case 5:
                bytes.InsertRange(at, Encoding.UTF8.GetBytes(new string(random.Next(2) == 0 ? '[' : '{', random.Next(1, 200))));
                break;
            case 6 when random.Next(20) == 0:
                var items = string.Join(',', Enumerable.Repeat(Values[random.Next(Values.Length)], NoticeLimits.MaxNotices + 1));
                InsertProperty(bytes, random, Lists[random.Next(Lists.Length)], $"[{items}]");
                break;
            case 7:
                RepeatObject(bytes, at);
                break;
            case < 10:
                InsertProperty(bytes, random, Names[random.Next(Names.Length)], Values[random.Next(Values.Length)]);
                break;
            default:
                ReplaceValue(bytes, at, Values[random.Next(Values.Length)]);
                break;
        }
    }

    // At the beginning of some object, often the outermost: new there, or one that it has already.
    private static void InsertProperty(List<byte> bytes, Random random, string name, string value)
    {
        var at = bytes.IndexOf((byte)'{', random.Next(3) == 0 ? 0 : random.Next(bytes.Count));
        if (at >= 0)
            bytes.InsertRange(at + 1, Encoding.UTF8.GetBytes($"\"{name}\":{value},"));
    }

    // One of a list becomes two.
    private static void RepeatObject(List<byte> bytes, int from)
    {
        var start = bytes.IndexOf((byte)'{', from);
        var end = start < 0 ? -1 : bytes.IndexOf((byte)'}', start);
        if (end > 0)
            bytes.InsertRange(start, [.. bytes.GetRange(start, end - start + 1), (byte)',']);
    }

    private static void ReplaceValue(List<byte> bytes, int from, string value)
    {
        var colon = bytes.IndexOf((byte)':', from);
        if (colon < 0)
            return;
        var end = bytes.FindIndex(colon, each => each is (byte)',' or (byte)'}' or (byte)']');
        if (end > colon)
        {
            bytes.RemoveRange(colon + 1, end - colon - 1);
            bytes.InsertRange(colon + 1, Encoding.UTF8.GetBytes(value));
        }
    }
}
