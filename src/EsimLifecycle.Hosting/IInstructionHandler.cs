namespace EsimLifecycle.Hosting;

/// <summary>Does what the library says has to be done outside: charges, refunds, messages, orders to a platform.</summary>
/// <remarks>
/// <para>Those of one subscription come one at a time, in order; those of others beside them. Each comes at least once: pass <see cref="Instruction.Key"/> to
/// the provider or platform as its idempotency key. Before it is handed over, it was asked whether it is still wanted.</para>
/// <para>What came of it is reported as a fact, by the host's <see cref="SubscriptionHost.DoAsync"/>: here, or when the provider calls back.</para>
/// <para>An exception, or not being done within <see cref="SubscriptionHostOptions.HandlerTimeout"/>, means that it is to be tried again.</para>
/// <para>Look at the token: a handler that runs on after its time holds back everything else of its subscription in this process until it ends. Another process
/// doesn't know of it, and may be given the same instruction meanwhile.</para>
/// <para>When <see cref="ErasePersonalData"/> is carried out, the host replaces the stored history by one that names nobody.</para>
/// </remarks>
public interface IInstructionHandler
{
    /// <summary>Carries out an instruction.</summary>
    /// <param name="instruction">The instruction, with the id of its subscription.</param>
    /// <param name="cancel">
    /// Cancelled when the time for it is over, or the host stops. What is done although the host stops counts; what is broken off then is no failure, and is
    /// handed over again.
    /// </param>
    ValueTask HandleAsync(Instruction instruction, CancellationToken cancel);
}
