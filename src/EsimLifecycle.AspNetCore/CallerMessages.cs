using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace EsimLifecycle;

/// <summary>Makes the ids of messages from keys that callers choose, as the endpoints of <c>MapEsimLifecycle</c> do: for endpoints of your own.</summary>
public static class CallerMessages
{
    /// <summary>
    /// Returns the id of a message whose key was chosen by its caller: the role, the id of the caller and the key, such as <c>Customer/ada/m-1</c>. Whatever key
    /// somebody chooses, it is no message of another caller's, or of the host's own.
    /// </summary>
    /// <remarks>
    /// <para>Of callers of a role who have no <see cref="Caller.Id"/>, the keys are in common: <c>System//m-1</c>. A slash in the id of a caller is escaped.</para>
    /// <para>What would be longer than 128 characters is the role and a digest of the rest, such as <c>Customer/#…</c>.</para>
    /// </remarks>
    /// <param name="caller">The caller.</param>
    /// <param name="key">The key, such as that of the header <c>Idempotency-Key</c>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="caller"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="key"/> is none.</exception>
    public static CommandId MessageId(this Caller caller, CommandId key)
    {
        ArgumentNullException.ThrowIfNull(caller);
        if (key.IsNone)
            throw new ArgumentException("The key is none.", nameof(key));
        var text = $"{caller.Role}/{Uri.EscapeDataString($"{caller.Id}")}/{key}";
        return CommandId.TryParse(text, out var id) ? id : new CommandId($"{caller.Role}/#{Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(text)))}");
    }
}
