using System.Diagnostics;

namespace SelfCare;

/// <summary>Opens a journal's file for this process alone, and waits for another process that has it.</summary>
internal static class JournalFile
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    public static FileStream OpenAlone(string path, FileMode mode)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                // Sharing nothing is the lock: it is held while a decision is made and written, and falls with the process.
                return new FileStream(path, mode, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException e) when (e.GetType() == typeof(IOException) && waited.Elapsed < LongestWait)
            {
                Thread.Sleep(10);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new BadInputException($"{path}: can't be opened: {e.Message}");
            }
        }
    }
}
