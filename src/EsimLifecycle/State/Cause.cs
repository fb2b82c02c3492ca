namespace EsimLifecycle;

/// <summary>Which command brought an event about, and who gave it. Events that time alone brings have none.</summary>
/// <param name="Command">The command's id.</param>
/// <param name="By">Who gave it.</param>
/// <param name="Digest">A fingerprint of the command's content, by which a redelivery is told from another command under the same id.</param>
public sealed record Cause(CommandId Command, Caller By, long Digest);
