namespace EsimLifecycle.Tests;

/// <summary>Law: no byte of a sealed history can be changed, removed, doubled or swapped unnoticed, and no end cut off; tried with every byte of a real one.</summary>
[Trait("speed", "slow")]
public class HistoryBytesLaws
{
    private static readonly ValueList<SealedRecord> Records = History.Seal(GoldenLives.Of("story-2c-journey-called-off"), HistoryTests.Salt);
    private static readonly byte[] Lines = History.WriteLines(Records);

    [Fact]
    public void Any_changed_byte_is_found()
    {
        var bytes = Lines.ToArray();
        for (var i = 0; i < bytes.Length; i++)
        {
            foreach (var change in new byte[] { 0x01, 0x20, 0x80 })
            {
                bytes[i] ^= change;
                HasFault(bytes).Should().BeTrue("byte {0} is another one", i);
                bytes[i] ^= change;
            }
        }
    }

    [Fact]
    public void Any_byte_that_is_removed_doubled_or_swapped_with_the_next_is_found_and_so_is_the_end_cut_off_anywhere()
    {
        for (var i = 0; i < Lines.Length; i++)
        {
            HasFault([.. Lines[..i], .. Lines[(i + 1)..]]).Should().BeTrue("byte {0} is removed", i);
            HasFault([.. Lines[..i], Lines[i], .. Lines[i..]]).Should().BeTrue("byte {0} is there twice", i);
            HasFault(Lines.AsSpan(0, i)).Should().BeTrue("the end is cut off at {0}", i);
            if (i > 0 && Lines[i - 1] != Lines[i])
                HasFault([.. Lines[..(i - 1)], Lines[i], Lines[i - 1], .. Lines[(i + 1)..]]).Should().BeTrue("bytes {0} and {1} are swapped", i - 1, i);
        }
    }

    private static bool HasFault(ReadOnlySpan<byte> lines) => History.VerifyLines(lines, HistoryTests.Salt, Records[^1].Head) is { IsIntact: false } or { ErasedRecords: > 0 };
}
