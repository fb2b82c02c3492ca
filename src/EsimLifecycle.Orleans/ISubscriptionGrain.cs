namespace EsimLifecycle.Orleans;

/// <summary>A subscription in an Orleans cluster: everything that is given to it goes to one silo, which has its state in memory. Its key is the subscription's id.</summary>
/// <remarks>
/// <para>It does what the <see cref="Hosting.SubscriptionHost"/> of that silo does, on the store that all silos share. What it returns is stored, and durable.</para>
/// <para>A call that fails (a silo has died, the time for an answer is over) may have been carried out or not: repeat it with the same message id.</para>
/// <para>What the host throws arrives as it is: <see cref="ArgumentException"/>, <see cref="InvalidOperationException"/>,
/// <see cref="System.Data.DBConcurrencyException"/>.</para>
/// </remarks>
/// <example>
/// <code>
/// var decision = await grains.GetSubscription(id).DoAsync(new Renew(PaymentMethod.Card), caller, message);
/// </code>
/// </example>
[Alias("EsimLifecycle.Subscription")]
public interface ISubscriptionGrain : IGrainWithStringKey
{
    /// <summary>Decides on a command, and stores what was decided.</summary>
    /// <param name="command">The request or the fact to decide on.</param>
    /// <param name="by">The caller who gives it, as your authentication knows them.</param>
    /// <param name="message">The id of the message, the same when it is delivered again.</param>
    /// <param name="policy">The name of the policy by which a new subscription is opened; null, the default, for the only one.</param>
    /// <param name="cancel">Cancels the call as long as nothing is being stored.</param>
    /// <inheritdoc cref="Hosting.SubscriptionHost.DoAsync" path="/exception"/>
    [Alias("Do")]
    ValueTask<Decision> DoAsync(LifecycleCommand command, Caller by, CommandId message, string? policy = null, CancellationToken cancel = default);

    /// <summary>Decides on a command, if the subscription is still at a version that the caller has seen.</summary>
    /// <param name="version">The version that was seen; 0 for a subscription that is not to exist yet.</param>
    /// <param name="command">The request or the fact to decide on.</param>
    /// <param name="by">The caller who gives it.</param>
    /// <param name="message">The id of the message.</param>
    /// <param name="policy">The name of the policy by which a new subscription is opened; null, the default, for the only one.</param>
    /// <param name="cancel">Cancels the call as long as nothing is being stored.</param>
    /// <returns>The decision; null if the subscription is at another version, so that nothing was stored. A message that was done before is done.</returns>
    /// <inheritdoc cref="Hosting.SubscriptionHost.DoAsync" path="/exception"/>
    [Alias("DoIfUnchanged")]
    ValueTask<Decision?> DoIfUnchangedAsync(
        long version, LifecycleCommand command, Caller by, CommandId message, string? policy = null, CancellationToken cancel = default);

    /// <summary>Lets the deadlines that have come pass, and stores what follows. The silos' workers call it by themselves.</summary>
    /// <param name="cancel">Cancels the call as long as nothing is being stored.</param>
    /// <inheritdoc cref="Hosting.SubscriptionHost.AdvanceAsync" path="/exception"/>
    [Alias("Advance")]
    ValueTask<Decision> AdvanceAsync(CancellationToken cancel = default);

    /// <summary>Returns the current state; <see cref="Subscription.None"/> if there is no such subscription.</summary>
    /// <remarks>Any question can be asked about it where the policy is known, for questions are pure functions: <c>lifecycle.Forecast(state, now, until)</c>.</remarks>
    /// <param name="cancel">Cancels the call.</param>
    [Alias("Get")]
    ValueTask<Subscription> GetAsync(CancellationToken cancel = default);

    /// <summary>Returns the events of the subscription, in order.</summary>
    /// <param name="after">The version after which to read; 0, the default, for all.</param>
    /// <param name="cancel">Cancels the call.</param>
    [Alias("Read")]
    ValueTask<ValueList<LifecycleEvent>> ReadAsync(long after = 0, CancellationToken cancel = default);

    /// <summary>Returns what a caller can do now, and the rest from when: see <see cref="Lifecycle.Available"/>.</summary>
    /// <param name="by">The caller.</param>
    /// <param name="cancel">Cancels the call.</param>
    [Alias("Available")]
    ValueTask<ValueList<AvailableCommand>> AvailableAsync(Caller by, CancellationToken cancel = default);

    /// <summary>Returns what a cancellation would cost or give back: see <see cref="Lifecycle.Quote"/>.</summary>
    /// <param name="request">The request, which is not given.</param>
    /// <param name="by">The caller who would give it.</param>
    /// <param name="cancel">Cancels the call.</param>
    [Alias("Quote")]
    ValueTask<CancellationQuote> QuoteAsync(RequestCancellation request, Caller by, CancellationToken cancel = default);

    /// <summary>Returns how far the open cancellation is; null if none is open: see <see cref="Lifecycle.Progress"/>.</summary>
    /// <param name="cancel">Cancels the call.</param>
    [Alias("Progress")]
    ValueTask<CancellationProgress?> ProgressAsync(CancellationToken cancel = default);
}
