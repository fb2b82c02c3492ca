using System.Text;

namespace SelfCare;

/// <summary>Reads a file that the user names, or standard input.</summary>
internal static class InputFile
{
    public static byte[] Read(string name, Terminal terminal)
    {
        if (name == StoryFiles.StandardInput)
            return Encoding.UTF8.GetBytes(terminal.In.ReadToEnd());
        if (Directory.Exists(name))
            throw new BadInputException($"{name}: is a folder; expected a file.");
        try
        {
            return File.ReadAllBytes(name);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"{name}: can't be read: {e.Message}");
        }
    }
}
