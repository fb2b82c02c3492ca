namespace EsimLifecycle.Tests;

public class SipHashTests
{
    /// <summary>The vectors that its authors publish: the bytes 0, 1, 2 … under the key of the bytes 0 to 15.</summary>
    [Theory]
    [InlineData(0, "a3817f04ba25a8e66df67214c7550293")]
    [InlineData(1, "da87c1d86b99af44347659119b22fc45")]
    [InlineData(2, "8177228da4a45dc7fca38bdef60affe4")]
    [InlineData(3, "9c70b60c5267a94e5f33b6b02985ed51")]
    [InlineData(8, "3b62a9ba6258f5610f83e264f31497b4")]
    [InlineData(15, "5493e99933b0a8117e08ec0f97cfc3d9")]
    [InlineData(63, "5150d1772f50834a503e069a973fbd7c")]
    public void It_gives_what_its_authors_publish(int length, string expected)
    {
        var (first, second) = SipHash.Of([.. Enumerable.Range(0, length).Select(i => (byte)i)]);
        var bytes = BitConverter.GetBytes(first).Concat(BitConverter.GetBytes(second)).ToArray();
        Convert.ToHexStringLower(bytes).Should().Be(expected);
    }
}
