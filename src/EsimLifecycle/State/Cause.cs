namespace EsimLifecycle;

/// <summary>The command that caused an event, and its caller. Events caused by time alone have none.</summary>
/// <param name="Command">The id of the command.</param>
/// <param name="By">The caller who gave the command.</param>
/// <param name="Digest">
/// A fingerprint of the command's content, which distinguishes a redelivery from another command under the same id.
/// </param>
public sealed record Cause(CommandId Command, Caller By, CommandDigest Digest);
