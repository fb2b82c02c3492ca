namespace SelfCare;

/// <summary>Reads a policy by its name or from a file.</summary>
internal static class PolicyFile
{
    public static CarrierPolicy Read(string nameOrFile, Terminal terminal)
    {
        if (CarrierPolicy.PresetNames.Contains(nameOrFile))
            return CarrierPolicy.Preset(nameOrFile);
        if (nameOrFile != StoryFiles.StandardInput && !Path.Exists(nameOrFile))
        {
            var names = string.Join(", ", CarrierPolicy.PresetNames);
            throw new BadInputException($"{nameOrFile}: no such policy or file; expected a file or one of {names}.");
        }

        return JsonAt.Parse(InputFile.Read(nameOrFile, terminal), nameOrFile).Read(bytes => CarrierPolicy.FromJson(bytes));
    }
}
