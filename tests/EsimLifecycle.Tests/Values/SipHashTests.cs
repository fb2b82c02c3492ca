namespace EsimLifecycle.Tests;

public class SipHashTests
{
    /// <summary>The vectors that its authors publish: the bytes 0, 1, 2 … under the key of the bytes 0 to 15.</summary>
    [Theory]
    [InlineData(0, "310e0edd47db6f72")]
    [InlineData(1, "fd67dc93c539f874")]
    [InlineData(2, "5a4fa9d909806c0d")]
    [InlineData(3, "2d7efbd796666785")]
    [InlineData(8, "6224939a79f5f593")]
    [InlineData(15, "e545be4961ca29a1")]
    [InlineData(63, "724506eb4c328a95")]
    public void It_gives_what_its_authors_publish(int length, string expected)
    {
        var hash = SipHash.OfAscii([.. Enumerable.Range(0, length).Select(i => (char)i)]);
        Convert.ToHexStringLower(BitConverter.GetBytes(hash)).Should().Be(expected);
    }
}
