namespace SelfCare;

/// <summary>Reads a policy by its name or from a file.</summary>
internal static class PolicyFile
{
    /// <summary>The names of the examples, for a message.</summary>
    public static string Names => string.Join(", ", CarrierPolicy.PresetNames);

    public static bool Exists(string nameOrFile) => CarrierPolicy.PresetNames.Contains(nameOrFile) || nameOrFile == StoryFiles.StandardInput || Path.Exists(nameOrFile);

    public static CarrierPolicy Read(string nameOrFile, Terminal terminal)
    {
        var text = ReadText(nameOrFile, terminal);
        try
        {
            return CarrierPolicy.FromJson(text);
        }
        catch (InvalidPolicyException e)
        {
            throw new BadInputException(string.Join(Environment.NewLine, e.Faults.Select(fault => $"{nameOrFile}: {fault}")));
        }
    }

    /// <summary>The text of a policy, which may have faults.</summary>
    public static byte[] ReadText(string nameOrFile, Terminal terminal)
    {
        if (CarrierPolicy.PresetNames.Contains(nameOrFile))
            return LifecycleJson.Write(CarrierPolicy.Preset(nameOrFile));
        if (!Exists(nameOrFile))
            throw new BadInputException($"{nameOrFile}: no such policy or file; expected a file or one of {Names}.");
        return InputFile.Read(nameOrFile, terminal);
    }
}
