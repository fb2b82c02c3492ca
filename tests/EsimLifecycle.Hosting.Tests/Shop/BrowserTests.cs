namespace EsimLifecycle.Hosting.Tests.Shop;

/// <summary>The story of a cancellation in a real browser, whose pictures the sample's README shows.</summary>
[Trait("speed", "slow")]
public sealed class BrowserTests
{
    [Fact]
    public async Task A_person_opens_a_line_cancels_it_and_gets_a_certificate_by_pressing_buttons()
    {
        if (Browser.Program is null && Environment.GetEnvironmentVariable("CI") == "true")
            Assert.Fail("There is no chromium on the path; expected Debian's package: apt-get install chromium.");
        Assert.SkipWhen(Browser.Program is null, "There is no chromium on the path (apt-get install chromium).");

        await using var shop = await ShopServer.StartAsync();
        await using var browser = await Browser.OpenAsync(width: 800, height: 1000);
        await browser.GoAsync(shop.Address);
        await browser.PressAsync("Ayu");
        await browser.SeeAsync("document.querySelector('input[type=radio]').click()");
        await browser.PressAsync("Opening a subscription");
        await browser.PressAsync("Pay USD 3.00");
        await browser.PressAsync("Activation");
        await browser.UnfoldAsync("Binding a device");
        await browser.SeeAsync("document.querySelector('[name=\"set.label\"]').value = 'my-phone'");
        await browser.PressAsync("Binding a device");
        await browser.UnfoldAsync("Binding a device");
        await browser.ChooseAsync("[name='set.deviceKind']", "watch");
        await browser.PressAsync("Binding a device");
        await browser.UnfoldAsync("Changing auto-renewal");
        await browser.ChooseAsync("select[name=command]:has(option[value*=SetAutoRenewal])", "card");
        await browser.PressAsync("Changing auto-renewal");
        await browser.PressAsync("+1 week");
        (await browser.TextAsync()).Should().Contain("my-phone").And.Contain("Next charge").And.Contain("Wednesday, February 25, 2026");
        await KeepAsync("line", browser);

        await browser.PressAsync("What leaving would cost");
        (await browser.TextAsync()).Should().Contain("Best day in the next month");
        await KeepAsync("leaving", browser);
        await browser.PressAsync("immediately");
        (await browser.TextAsync()).Should().Contain("It is your turn.");
        await KeepAsync("cancelling", browser);

        await browser.UnfoldAsync("Unbinding a device");
        await browser.PressAsync("Unbinding a device");
        await browser.PressAsync("Unbinding a device");
        await browser.PressAsync("+30 days");
        (await browser.TextAsync()).Should().Contain("Your subscription is closed");
        await browser.PressAsync("Certificate of closure");
        (await browser.TextAsync()).Should().Contain("CERTIFICATE OF CLOSURE").And.Contain("In your favour: USD");
        await KeepAsync("certificate", browser);
    }

    [Theory]
    [InlineData(360)]
    [InlineData(1280)]
    public async Task No_page_is_wider_than_the_screen_and_every_field_has_a_label(int width)
    {
        if (Browser.Program is null && Environment.GetEnvironmentVariable("CI") == "true")
            Assert.Fail("There is no chromium on the path; expected Debian's package: apt-get install chromium.");
        Assert.SkipWhen(Browser.Program is null, "There is no chromium on the path (apt-get install chromium).");

        await using var shop = await ShopServer.StartAsync();
        await using var browser = await Browser.OpenAsync(width, height: 800);
        await browser.GoAsync(shop.Address);
        await CheckAsync();
        await browser.PressAsync("Ayu");
        await CheckAsync();
        await browser.SeeAsync("document.querySelector('input[type=radio]').click()");
        await browser.PressAsync("Opening a subscription");
        await browser.PressAsync("Pay USD 3.00");
        await browser.PressAsync("Activation");
        await browser.UnfoldAsync("Binding a device");
        await browser.PressAsync("Binding a device");
        await browser.UnfoldAsync("What is not possible now");
        await CheckAsync();
        await browser.PressAsync("What leaving would cost");
        await CheckAsync();
        await browser.PressAsync("Sign out");
        await browser.PressAsync("Rahman");
        await CheckAsync();

        async Task CheckAsync()
        {
            (await browser.SeeAsync("document.documentElement.scrollWidth - document.documentElement.clientWidth")).Should().Be("0", await browser.SeeAsync("location.pathname"));
            (await browser.SeeAsync("[...document.querySelectorAll('input:not([type=hidden]), select')].filter(each => !each.labels.length).length")).Should().Be("0");
            (await browser.SeeAsync("[document.querySelectorAll('h1').length, document.documentElement.lang, document.title.length > 0].join()")).Should().Be("1,en,true");
        }
    }

    /// <summary>Keeps a picture where the README has it, if that is asked for.</summary>
    private static async Task KeepAsync(string name, Browser browser)
    {
        var picture = await browser.PhotographAsync();
        picture.Length.Should().BeGreaterThan(10_000, "it shows something");
        if (Environment.GetEnvironmentVariable("WRITE_SCREENSHOTS") == "1")
            await File.WriteAllBytesAsync(Path.Combine(ShopServer.Folder, "screenshots", $"{name}.png"), picture);
    }
}
