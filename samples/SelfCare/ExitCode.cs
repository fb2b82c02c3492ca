namespace SelfCare;

/// <summary>What the program tells the shell.</summary>
internal static class ExitCode
{
    /// <summary>Done. A story in which something is refused is played to its end, and that is done.</summary>
    public const int Ok = 0;

    /// <summary>A command for a kept subscription was refused.</summary>
    public const int Refused = 1;

    /// <summary>A file, a command or an option is not what it should be; nothing was done.</summary>
    public const int BadInput = 2;
}
