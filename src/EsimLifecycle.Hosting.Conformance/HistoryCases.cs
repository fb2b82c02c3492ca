namespace EsimLifecycle.Hosting.Conformance;

/// <summary>What is stored is read back as it was.</summary>
internal static class HistoryCases
{
    public static readonly KeyValuePair<string, Func<StorePlace, Task>>[] All =
    [
        new("a subscription that nobody has opened has no events", async place =>
        {
            var store = await place.OpenAsync();
            await store.HasAsync(new("nobody"), []);
            Check.Equal(0, (await store.ReadAllAsync(new("nobody"), after: 7)).Count, "the number of events after version 7");
        }),
        new("whole lives by every preset are read back equal, by another process too", async place =>
        {
            var (one, other) = await place.OpenTwoAsync();
            foreach (var preset in CarrierPolicy.PresetNames)
            {
                var life = new Life($"life-{preset}", CarrierPolicy.Preset(preset));
                await one.StoreAsync(life.LiveWhole());
                await one.HasAsync(life.Id, life.Events);
                await other.HasAsync(life.Id, life.Events);
            }
        }),
        new("another process reads what was appended as soon as the append has returned", async place =>
        {
            var (one, other) = await place.OpenTwoAsync();
            var life = new Life("line-1");
            await one.StoreAsync(life.Open());
            for (var i = 0; i < 5; i++)
            {
                await other.HasAsync(life.Id, life.Events);
                await (i % 2 == 0 ? other : one).StoreAsync(life.Note());
            }

            await one.HasAsync(life.Id, life.Events);
        }),
        new("events come by version, beyond 9 and 99 too", async place =>
        {
            var store = await place.OpenAsync();
            var life = new Life("line-1");
            await store.StoreAsync([life.Open(), .. life.Notes(119)]);
            await store.HasAsync(life.Id, life.Events);
        }),
        new("the events after a version are read, and none after the last", async place =>
        {
            var store = await place.OpenAsync();
            var life = new Life("line-1");
            await store.StoreAsync([life.Open(), .. life.Notes(11)]);
            foreach (var after in new[] { 0, 1, 9, 11, 12, 13 })
                Check.Sequence(life.Events.Skip(after), await store.ReadAllAsync(life.Id, after), $"the events after version {after}");
        }),
        new("ids are kept apart whatever characters they have: case, signs, length", async place =>
        {
            var store = await place.OpenAsync();
            string[] ids =
            [
                "Line", "line", "LINE", "line/1", "line/10", "line%", "line_", "l*ne", "'; DROP", "''", "\"\"", "\\", "\\u0000", "{0}", "$1", "@id", ":id", "[a]", "-", "--", "0", "00", "1e3", "null",
                "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", new('x', 127), new('x', 128), new('X', 128), "~", "!",
            ];
            Life[] lives = [.. ids.Select(id => new Life(id.Replace(" ", "", StringComparison.Ordinal)))];
            Check.Sequence(lives.Select(_ => true), await store.AppendAsync([.. lives.Select(life => life.Open())]), "the results of opening them all at once");
            foreach (var life in lives)
                await store.StoreAsync(life.Note());
            foreach (var life in lives)
                await store.HasAsync(life.Id, life.Events);
        }),
    ];
}
