namespace EsimLifecycle.Hosting.Conformance;

/// <summary>The id of a message is taken, however long ago it was stored, within its subscription.</summary>
internal static class MessageCases
{
    public static readonly KeyValuePair<string, Func<StorePlace, Task>>[] All =
    [
        new("the digest of a message is found by its id, however long ago it was stored, by another process too", async place =>
        {
            var (one, other) = await place.OpenTwoAsync();
            var life = new Life("line-1");
            SubscriptionAppend[] appends = [life.Open("first"), .. life.Notes(150)];
            await one.StoreAsync(appends);
            foreach (var append in appends)
                await FoundAsync(append, append.Digest);
            Check.Equal(null, await one.FindMessageAsync(life.Id, new("unknown")), "the digest of an unknown message");
            Check.Equal(null, await one.FindMessageAsync(new("nobody"), new("first")), "the digest of a message of an unknown subscription");

            async Task FoundAsync(SubscriptionAppend append, CommandDigest? digest)
            {
                Check.Equal(digest, await one.FindMessageAsync(append.Id, append.Message!.Value), $"the digest of '{append.Message}'");
                Check.Equal(digest, await other.FindMessageAsync(append.Id, append.Message!.Value), $"the digest of '{append.Message}' in another process");
            }
        }),
        new("a message that was stored before is refused at every later version", async place =>
        {
            var (one, other) = await place.OpenTwoAsync();
            var life = new Life("line-1");
            await one.StoreAsync([life.Open("first"), .. life.Notes(Life.Forgotten)]);
            var again = life.Elsewhere(elsewhere => elsewhere.Note("first"));
            Check.That(!await one.AppendAsync(again), "an append with the id of an earlier message to be refused", "that it was stored");
            Check.That(!await other.AppendAsync(again), "an append with the id of an earlier message to be refused by another process", "that it was stored");
            await one.HasAsync(life.Id, life.Events);
            await one.StoreAsync(life.Note());
        }),
        new("a message that was refused leaves nothing behind: it can be stored later, and not twice", async place =>
        {
            var store = await place.OpenAsync();
            var life = new Life("line-1");
            await store.StoreAsync(life.Open());
            var late = life.Elsewhere(elsewhere => elsewhere.Note("late"));
            await store.StoreAsync(life.Note());
            Check.That(!await store.AppendAsync(late), "a late append to be refused", "that it was stored");
            Check.Equal(null, await store.FindMessageAsync(life.Id, new("late")), "the digest of a message that was refused");
            await store.StoreAsync([life.Note("late"), .. life.Notes(Life.Forgotten)]);
            Check.That(!await store.AppendAsync(life.Elsewhere(elsewhere => elsewhere.Note("late"))), "the message a second time to be refused", "that it was stored");
        }),
        new("another subscription may use the same id, in the same batch too", async place =>
        {
            var store = await place.OpenAsync();
            Life one = new("line-1"), other = new("line-2"), third = new("line-3");
            Check.Sequence([true, true], await store.AppendAsync([one.Open("m"), other.Open("m")]), "the results of two subscriptions that use the same message id");
            await store.StoreAsync(third.Open("m"));
        }),
        new("a message that was stored before does not hold up the others of its batch", async place =>
        {
            var store = await place.OpenAsync();
            Life one = new("line-1"), other = new("line-2");
            await store.StoreAsync([one.Open("m"), .. one.Notes(Life.Forgotten), other.Open()]);
            Check.Sequence(
                [false, true], await store.AppendAsync([one.Elsewhere(elsewhere => elsewhere.Note("m")), other.Note("m")]), "the results of a batch with a message that was stored before");
            await store.HasAsync(one.Id, one.Events);
            await store.HasAsync(other.Id, other.Events);
        }),
        new("the ids of messages are kept apart whatever characters they have: case, signs, length", async place =>
        {
            var store = await place.OpenAsync();
            var life = new Life("line-1");
            string[] ids = ["Message", "message", "MESSAGE", "'", "\"", "\\", "%", "_", "null", "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", new('x', 128), new('X', 128), "0", "00"];
            SubscriptionAppend[] appends = [life.Open(), .. ids.Select(id => life.Note(id))];
            await store.StoreAsync(appends);
            foreach (var append in appends)
                Check.Equal(append.Digest, await store.FindMessageAsync(life.Id, append.Message!.Value), $"the digest of '{append.Message}'");
        }),
        new("a fact that is told again under an id that is taken is stored without it", async place =>
        {
            var store = await place.OpenAsync();
            var life = new Life("line-1");
            var opened = life.Open("m");
            await store.StoreAsync(opened);
            await store.StoreAsync(life.Do(new RecordPayment(new Reference("payment-1"), Money.Parse("USD 3.00"), PaymentMethod.Card), "m", isNew: false));
            await store.HasAsync(life.Id, life.Events);
            Check.Equal(opened.Digest, await store.FindMessageAsync(life.Id, new("m")), "the digest of the message, which is that of the first");
        }),
        new("what time brings has no message, and any number of it is stored", async place =>
        {
            var store = await place.OpenAsync();
            var life = new Life("line-1");
            await store.StoreAsync([.. life.Activate(), life.Renew(), life.Advance(), life.Advance(), life.Advance()]);
            await store.HasAsync(life.Id, life.Events);
        }),
    ];
}
