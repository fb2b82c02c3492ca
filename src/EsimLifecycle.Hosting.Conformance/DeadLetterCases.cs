namespace EsimLifecycle.Hosting.Conformance;

/// <summary>What was given up waits for a person.</summary>
internal static class DeadLetterCases
{
    private static readonly Instant Now = Life.Start + Duration.FromDays(1);
    private static readonly Duration Lease = Duration.FromMinutes(2);

    public static readonly KeyValuePair<string, Func<StorePlace, Task>>[] All =
    [
        new("a dead letter is kept as it was given, whatever its error says, and the cursor has passed it", async place =>
        {
            var (one, other) = await place.OpenTwoAsync();
            var life = new Life("line-1");
            await one.StoreAsync(life.Activate());
            const string said = "HttpRequestException: \"'\\%_{0}\r\n\t$1 @p ; — 付款失败 \U0001F4B3 é</json>";
            var letter = DeliveryCases.Letter(life, 3, "start", Now + Duration.FromTicks(1)) with { Error = said.PadRight(500, '…') };
            await one.CompleteAsync([(await one.ClaimOneAsync(Now, Now + Lease)) with { ToldOfNext = 1, DeadLetter = letter }]);
            Check.Sequence([letter], await other.ReadDeadLettersAsync(life.Id, 10), "the dead letters of one");
            Check.Sequence([letter], await other.ReadDeadLettersAsync(null, 10), "the dead letters of all");
            var next = await other.ClaimOneAsync(Now, Now + Lease);
            Check.Equal((2, 1, null), (next.Told, next.ToldOfNext, next.DeadLetter), "the cursor after it, and the dead letter of the next claim");
            await other.CompleteAsync([next.Done()]);
            Check.Sequence([letter], await one.ReadDeadLettersAsync(life.Id, 10), "the dead letters after the rest was handed over");
        }),
        new("dead letters come in the order in which they died, of one or of all, and no more than are asked for", async place =>
        {
            var store = await place.OpenAsync();
            Life[] lives = [new("line-1"), new("line-2"), new("Line-1")];
            var letters = lives.ToDictionary(life => life.Id, _ => new List<DeadLetter>());
            for (var i = 0; i < 12; i++)
            {
                foreach (var life in lives)
                {
                    await store.StoreAsync(life.State.Version == 0 ? life.Activate() : [life.Toggle()]);
                    letters[life.Id].Add(DeliveryCases.Letter(life, life.State.Version, $"{i * 7 % 12}", Now));
                }

                foreach (var claimed in await store.ClaimDeliveriesAsync(Now, Now + Lease, 10))
                    await store.CompleteAsync([claimed.Done() with { DeadLetter = letters[claimed.Id][^1] }]);
            }

            foreach (var life in lives)
            {
                Check.Sequence(letters[life.Id], await store.ReadDeadLettersAsync(life.Id, 100), $"the dead letters of '{life.Id}'");
                Check.Sequence(letters[life.Id][..5], await store.ReadDeadLettersAsync(life.Id, 5), $"the first five of '{life.Id}'");
            }

            var all = await store.ReadDeadLettersAsync(null, 100);
            Check.Equal(36, all.Count, "the number of dead letters of all");
            foreach (var life in lives)
                Check.Sequence(letters[life.Id], all.Where(letter => letter.Id == life.Id), $"the dead letters of '{life.Id}' among all");
            Check.Equal(7, (await store.ReadDeadLettersAsync(null, 7)).Count, "the number of dead letters when seven are asked for");
            Check.Equal(0, (await store.ReadDeadLettersAsync(new SubscriptionId("nobody"), 7)).Count, "the number of dead letters of an unknown subscription");
        }),
        new("a dead letter is replaced in its place or taken away, if it is there", async place =>
        {
            var (one, other) = await place.OpenTwoAsync();
            var life = new Life("line-1");
            await one.StoreAsync(life.Activate());
            DeadLetter[] letters = [.. Enumerable.Range(0, 3).Select(i => DeliveryCases.Letter(life, 3, $"{i}", Now))];
            foreach (var letter in letters)
                await one.CompleteAsync([(await one.ClaimOneAsync(Now, Now + Lease)) with { DeadLetter = letter }]);
            var again = letters[1] with { Tries = 13, At = Now + Lease, Error = "again" };
            Check.That(await other.ReplaceDeadLetterAsync(again, remove: false), "a dead letter that is there to be replaced", "that it was not there");
            Check.Sequence([letters[0], again, letters[2]], await one.ReadDeadLettersAsync(life.Id, 10), "the dead letters after one was replaced");
            Check.That(await other.ReplaceDeadLetterAsync(letters[0], remove: true), "a dead letter that is there to be taken away", "that it was not there");
            Check.Sequence([again, letters[2]], await one.ReadDeadLettersAsync(life.Id, 10), "the dead letters after one was taken away");
            Check.That(!await one.ReplaceDeadLetterAsync(letters[0], remove: true), "that one that was taken away is not there", "that it was taken away again");
            Check.That(!await one.ReplaceDeadLetterAsync(letters[0], remove: false), "that one that was taken away is not there", "that it was replaced");
            Check.That(!await one.ReplaceDeadLetterAsync(letters[2] with { Id = new("nobody") }, remove: true), "that an unknown subscription has none", "that it was taken away");
            Check.Sequence([again, letters[2]], await one.ReadDeadLettersAsync(life.Id, 10), "the dead letters at the end");
        }),
        new("sending dead letters again does not touch the cursor or the claim", async place =>
        {
            var store = await place.OpenAsync();
            var life = new Life("line-1");
            await store.StoreAsync([.. life.Activate(), life.Toggle()]);
            var letter = DeliveryCases.Letter(life, 3, "start", Now);
            await store.CompleteAsync([(await store.ClaimOneAsync(Now, Now + Lease)) with { ToldOfNext = 1, DeadLetter = letter }]);
            var claimed = await store.ClaimOneAsync(Now, Now + Lease);
            await store.ReplaceDeadLetterAsync(letter, remove: true);
            await store.HasNothingToTellAsync(Now, "during a claim");
            await store.CompleteAsync([claimed.Done()]);
            await store.HasNothingToTellAsync(Now + 2 * Lease, "after everything was completed");
            Check.Equal(0, (await store.ReadDeadLettersAsync(null, 10)).Count, "the number of dead letters");
        }),
    ];
}
