using System.Net;
using System.Security.Claims;
using System.Text;
using System.Text.Json;
using global::Shop;
using Microsoft.Data.Sqlite;

namespace EsimLifecycle.Hosting.Tests.Shop;

public sealed class ShopTests
{
    private const string Keep = "axis-keep-number (example)|keep-monthly";
    private const string Contract = "axis-data (example)|data-contract";

    [Fact]
    public async Task A_line_is_opened_paid_activated_bound_to_two_devices_cancelled_unbound_and_closed_with_a_certificate()
    {
        await using var shop = await ShopServer.StartAsync();
        using var ayu = await OpenAsync(shop, Keep);
        await ayu.PressAsync("Binding a device", ("set.deviceKind", "phone"), ("set.label", "my-phone"));
        await ayu.PressAsync("Binding a device", ("set.deviceKind", "watch"));
        ayu.Text.Should().Contain("Devices my-phone phone 8904").And.Contain("watch 8904");

        await ayu.GetAsync("/lines/line-1/leave");
        ayu.Text.Should().Contain("Immediately").And.Contain("At the end of the paid period").And.Contain("Unbind these devices").And.Contain("You get back").And.Contain("Best day");
        await ayu.PressAsync("immediately");
        ayu.Text.Should().Contain("Your cancellation has been in final clearing").And.Contain("It is your turn.").And.Contain("Please unbind these devices");

        await ayu.PressAsync("Unbinding a device");
        await ayu.PressAsync("Unbinding a device");
        ayu.Text.Should().Contain("Only time has to pass.");
        await ayu.PressAsync("+1 week");
        await ayu.PressAsync("+1 day");
        ayu.Text.Should().Contain("closed").And.Contain("Your subscription is closed");

        await ayu.GetAsync("/lines/line-1/certificate");
        ayu.Text.Should().Contain("CERTIFICATE OF CLOSURE").And.Contain("Subscription: line-1").And.Contain("digest");
    }

    [Fact]
    public async Task Documents_are_reviewed_at_the_desk_which_can_ask_for_more_reject_and_approve()
    {
        await using var shop = await ShopServer.StartAsync();
        using var ayu = await OpenAsync(shop, Contract);
        using var rahman = await shop.SignInAsync("Rahman");
        await CancelAndSubmitAsync();

        await rahman.GetAsync("/desk");
        rahman.Text.Should().MatchRegex("Waiting for review line-1");
        await rahman.GetAsync("/lines/line-1");
        rahman.Buttons.Should().NotContain(text => text.StartsWith("Withdrawing", StringComparison.Ordinal), "that is the customer's");
        await rahman.PressAsync("Asking for additional documents", ("command", "power of attorney"));
        await ayu.GetAsync("/lines/line-1");
        ayu.Text.Should().Contain("Please submit power of attorney");
        await ayu.PressAsync("Submitting documents");

        await rahman.GetAsync("/lines/line-1");
        await rahman.PressAsync("Rejecting the cancellation", ("command", "not requested by the owner"));
        await ayu.GetAsync("/lines/line-1");
        ayu.Text.Should().Contain("not requested by the owner").And.Contain("Status active");

        await CancelAndSubmitAsync();
        await rahman.GetAsync("/lines/line-1");
        await rahman.PressAsync("Approving the cancellation");
        await ayu.GetAsync("/lines/line-1");
        ayu.Text.Should().Contain("Please pay USD").And.Contain("It is your turn.");
        await ayu.PressAsync("Pay USD");
        await rahman.GetAsync("/desk");
        rahman.Text.Should().MatchRegex("Closed in the last 30 days line-1");

        async Task CancelAndSubmitAsync()
        {
            await ayu.GetAsync("/lines/line-1/leave");
            ayu.Text.Should().Contain("Cancelling costs USD 60.00");
            await ayu.PressAsync("immediately");
            await ayu.PressAsync("Submitting documents", ("command", "proof of identity"));
            await ayu.PressAsync("Submitting documents");
            ayu.Text.Should().Contain("Our reviewers are at work.");
        }
    }

    [Fact]
    public async Task A_year_passes_with_a_charge_each_month()
    {
        await using var shop = await ShopServer.StartAsync();
        using var ayu = await OpenAsync(shop, Keep);
        await ayu.PressAsync("Changing auto-renewal", ("command", "on, by card"));
        ayu.Text.Should().Contain("Next charge USD 3.00, card, Wednesday, February 25, 2026");

        for (var month = 0; month < 12; month++)
            await ayu.PressAsync("+30 days");

        await ayu.GetAsync("/lines/line-1");
        ayu.Text.Should().Contain("Status active");
        System.Text.RegularExpressions.Regex.Count(ayu.Text, "Renewed: ").Should().Be(11, "a month is paid three days before it begins");
    }

    [Fact]
    public async Task A_payment_that_fails_is_told_and_tried_again_until_it_is_given_up()
    {
        await using var shop = await ShopServer.StartAsync();
        using (await OpenAsync(shop, Keep))
        {
        }

        await shop.RestartAsync("--Shop:Fail=1");
        using var ayu = await shop.SignInAsync("Ayu");
        await ayu.GetAsync("/lines/line-1");
        await ayu.PressAsync("Changing auto-renewal", ("command", "on, by card"));
        await ayu.PressAsync("+30 days");
        await ayu.PressAsync("+1 week");

        ayu.Text.Should().Contain("We could not charge the next period").And.Contain("Status in its grace period");
    }

    [Fact]
    public async Task What_outside_does_not_take_becomes_a_dead_letter_that_the_desk_sends_again()
    {
        await using var shop = await ShopServer.StartAsync("--Shop:Down=1");
        using var ayu = await OpenAsync(shop, Keep);
        using var dewi = await shop.SignInAsync("Dewi");
        for (var i = 0; i < 6; i++)
            await dewi.PressAsync("+1 day");

        await dewi.GetAsync("/desk");
        await dewi.WaitForAsync("The pretended systems outside are down today.");
        dewi.Text.Should().Contain("Something needs a look.").And.Contain("5 tries").And.Contain("Have the network give full service");
        await dewi.PressAsync("Send again");
        dewi.Text.Should().Contain("6 tries");

        await shop.RestartAsync("--Shop:Down=0");
        using var again = await shop.SignInAsync("Dewi");
        while (again.Buttons.Contains("Send again"))
            await again.PressAsync("Send again");
        again.Text.Should().Contain("Not delivered None.");
    }

    [Fact]
    public async Task A_form_that_is_sent_twice_is_done_once()
    {
        await using var shop = await ShopServer.StartAsync();
        using var ayu = await shop.SignInAsync("Ayu");
        var open = ayu.Fill("Opening a subscription", ("plan", Keep));
        await ayu.PostAsync(open);
        await ayu.PostAsync(open);
        await ayu.GetAsync("/lines");
        ayu.Text.Should().Contain("line-1").And.NotContain("line-2");

        await ayu.GetAsync("/lines/line-1");
        var pay = ayu.Fill("Pay USD 3.00");
        await ayu.PostAsync(pay);
        await ayu.PostAsync(pay);
        await ayu.PressAsync("Activation");
        var bind = ayu.Fill("Binding a device");
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => ayu.PostAsync(bind)));
        await ayu.GetAsync("/lines/line-1");
        ayu.Text.Should().Contain("Balance USD 0.00").And.Contain("Devices phone");
        System.Text.RegularExpressions.Regex.Count(ayu.Text, "Device bound").Should().Be(1);
    }

    [Fact]
    public async Task What_is_not_possible_is_refused_with_the_reasons_and_changes_nothing()
    {
        await using var shop = await ShopServer.StartAsync();
        using var ayu = await OpenAsync(shop, Keep);
        ayu.Text.Should().Contain("Withdrawing the cancellation No cancellation has been requested");
        await ayu.PressAsync("Suspension", ("command", """{"do":"WithdrawCancellation"}"""));
        ayu.Status.Should().Be(HttpStatusCode.Conflict);
        ayu.Text.Should().Contain("No cancellation has been requested, so withdrawing the cancellation is not possible.");

        foreach (var command in new[] { "", "null", "[]", "{", """{"do":"BindDevice","device":"1"}""", """{"do":"Nonsense"}""" })
        {
            await ayu.GetAsync("/lines/line-1");
            await ayu.PressAsync("Suspension", ("command", command));
            ayu.Status.Should().Be(HttpStatusCode.BadRequest, command);
        }

        // What is a fact is nothing that a customer can report.
        await ayu.GetAsync("/lines/line-1");
        await ayu.PressAsync("Suspension", ("command", """{"do":"RecordPayment","reference":"p-1","amount":"USD 99.00","method":"Card"}"""));
        ayu.Status.Should().Be(HttpStatusCode.Conflict);
    }

    [Theory]
    [InlineData("/lines/line-1")]
    [InlineData("/lines/line-1/leave")]
    [InlineData("/lines/line-1/certificate")]
    [InlineData("/lines/line-99")]
    [InlineData("/lines/a line")]
    public async Task A_line_that_is_not_theirs_is_not_found(string path)
    {
        await using var shop = await ShopServer.StartAsync();
        using var ayu = await OpenAsync(shop, Keep);
        using var budi = await shop.SignInAsync("Budi");
        (await budi.GetAsync(path)).Status.Should().Be(HttpStatusCode.NotFound);

        var bind = ayu.Fill("Binding a device");
        await budi.GetAsync("/lines");
        var own = budi.Fill("Opening a subscription");
        bind.Fields.RemoveAll(field => field.Key == "__RequestVerificationToken");
        bind.Fields.Add(own.Fields.Single(field => field.Key == "__RequestVerificationToken"));
        (await budi.PostAsync((path, bind.Fields))).Status.Should().BeOneOf(HttpStatusCode.NotFound, HttpStatusCode.MethodNotAllowed);
        (await ayu.GetAsync("/lines/line-1")).Text.Should().NotContain("Device bound");
    }

    [Fact]
    public async Task Nobody_sees_anything_without_signing_in_and_a_customer_does_not_see_the_desk()
    {
        await using var shop = await ShopServer.StartAsync();
        using var nobody = new Visitor(shop.Address, "en");
        foreach (var path in new[] { "/", "/lines", "/lines/line-1", "/desk" })
            (await nobody.GetAsync(path)).Path.Should().StartWith("/signin");
        using var ayu = await shop.SignInAsync("Ayu");
        (await ayu.GetAsync("/desk")).Path.Should().Be("/lines");
    }

    [Theory]
    [InlineData("Customer", Role.Customer)]
    [InlineData("Agent", Role.Agent)]
    [InlineData("Reviewer", Role.Reviewer)]
    [InlineData("Carrier", null)]
    [InlineData("customer", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Whoever_has_none_of_the_roles_there_are_is_nobody(string? role, Role? known)
    {
        Claim[] claims = [new(ClaimTypes.Name, "Eve"), .. role is null ? [] : new[] { new Claim(ClaimTypes.Role, role) }];

        People.ToCaller(new ClaimsPrincipal(new ClaimsIdentity(claims, "elsewhere")))?.Role.Should().Be(known);
        (People.ToCaller(new ClaimsPrincipal(new ClaimsIdentity(claims, "elsewhere"))) is null).Should().Be(known is null);
        People.ToCaller(new ClaimsPrincipal()).Should().BeNull("nobody has signed in");
    }

    [Fact]
    public async Task The_message_of_a_form_is_no_message_of_the_systems_outside()
    {
        string key;
        await using (var shop = await ShopServer.StartAsync())
        {
            // Whoever has seen how a shop does it once, knows the keys of the next.
            using var ayu = await OpenAsync(shop, Keep);
            await ayu.PressAsync("Changing auto-renewal", ("command", "on, by card"));
            await ayu.PressAsync("+30 days");
            using var dewi = await shop.SignInAsync("Dewi");
            var history = JsonElement.Parse((await dewi.GetAsync("/api/lines/line-1/history")).Html).EnumerateArray().Select(each => LifecycleJson.ReadEvent(Encoding.UTF8.GetBytes(each.GetRawText())));
            key = history.SelectMany(each => Instruction.From(each)).OfType<ChargePayment>().First().Key;
        }

        foreach (var message in new[] { $"{key}/0", $"told/{key}/0" })
        {
            await using var shop = await ShopServer.StartAsync();
            using var ayu = await shop.SignInAsync("Ayu");
            await ayu.PressAsync("Opening a subscription", ("plan", Keep));
            await ayu.PressAsync("Pay USD", ("message", message));
            await ayu.PressAsync("Activation", ("message", message));
            await ayu.PressAsync("Changing auto-renewal", ("command", "on, by card"));
            await ayu.PressAsync("+30 days");

            await ayu.GetAsync("/lines/line-1");
            ayu.Text.Should().Contain("Status active").And.Contain("Renewed: ");
        }
    }

    [Fact]
    public async Task What_cannot_be_answered_is_put_off_and_the_shop_goes_on()
    {
        await using var shop = await ShopServer.StartAsync();
        using var ayu = await shop.SignInAsync("Ayu");
        await WriteAsync(shop, "INSERT INTO answer VALUES ('a key', 'line-1', 0, x'7b'), ('told/x', 'no line', 0, '{}')");
        await ayu.PressAsync("Opening a subscription", ("plan", Keep));
        await ayu.PressAsync("Pay USD");
        for (var until = DateTime.UtcNow.AddSeconds(60); !ayu.Buttons.Any(text => text.StartsWith("Activation", StringComparison.Ordinal)) && DateTime.UtcNow < until; await Task.Delay(100, TestContext.Current.CancellationToken))
            await ayu.GetAsync("/lines/line-1");
        await ayu.PressAsync("Activation");
        await ayu.PressAsync("+1 week");
        ayu.Text.Should().Contain("Status active");

        // Nothing at all can be read for a while.
        await WriteAsync(shop, "ALTER TABLE answer RENAME TO elsewhere");
        await Task.Delay(1_500, TestContext.Current.CancellationToken);
        (await ayu.GetAsync("/lines/line-1")).Status.Should().Be(HttpStatusCode.OK);
        await WriteAsync(shop, "ALTER TABLE elsewhere RENAME TO answer");
        await ayu.PressAsync("+30 days");
        ayu.Text.Should().Contain("Status in its grace period");
    }

    [Fact]
    public async Task A_form_without_its_token_is_not_accepted()
    {
        await using var shop = await ShopServer.StartAsync();
        using var ayu = await OpenAsync(shop, Keep);
        foreach (var button in new[] { "Binding a device", "+1 day", "Sign out", "中文" })
        {
            var form = ayu.Fill(button);
            form.Fields.RemoveAll(field => field.Key == "__RequestVerificationToken");
            (await ayu.PostAsync(form)).Status.Should().Be(HttpStatusCode.BadRequest, button);
            await ayu.GetAsync("/lines/line-1");
        }
    }

    [Fact]
    public async Task Forms_that_nobody_was_given_do_nothing()
    {
        await using var shop = await ShopServer.StartAsync();
        using var ayu = await OpenAsync(shop, Keep);
        foreach (var (button, field, value) in new[]
        {
            ("中文", "language", "!"), ("中文", "language", new string('x', 500)),
            ("Suspension", "message", ""), ("Suspension", "message", new string('m', 500)),
        })
        {
            var form = ayu.Fill(button);
            form.Fields.RemoveAll(each => each.Key == field);
            form.Fields.Add(new(field, value));
            (await ayu.PostAsync(form)).Status.Should().Be(HttpStatusCode.BadRequest, $"{field}={value}");
            await ayu.GetAsync("/lines/line-1");
            ayu.Text.Should().Contain("Status active").And.Contain("What you can do now");
        }

        foreach (var back in new[] { "//elsewhere.example", "https://elsewhere.example", "/\\elsewhere.example" })
        {
            var form = ayu.Fill("English");
            form.Fields.RemoveAll(each => each.Key == "back");
            form.Fields.Add(new("back", back));
            (await ayu.PostAsync(form)).Path.Should().Be("/lines", back);
        }

        foreach (var plan in new[] { "", "nothing", "nobody's|keep-monthly", "axis-keep-number (example)|nothing" })
        {
            await ayu.GetAsync("/lines");
            await ayu.PressAsync("Opening a subscription", ("plan", plan));
            ayu.Status.Should().BeOneOf([HttpStatusCode.BadRequest, HttpStatusCode.NotFound], plan);
        }

        (await ayu.GetAsync("/lines")).Text.Should().NotContain("line-2");
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\"><img/src=x/onerror=alert(1)>")]
    [InlineData("{0}")]
    [InlineData("'};alert(1)//")]
    public async Task Hostile_names_are_shown_as_they_are(string label)
    {
        await using var shop = await ShopServer.StartAsync();
        using var ayu = await OpenAsync(shop, Keep);
        await ayu.PressAsync("Binding a device", ("set.label", label));
        await ayu.GetAsync("/lines/line-1");

        ayu.Html.Should().NotContain("<script").And.NotContain("<img");
        ayu.Text.Should().Contain($"Devices {label} phone 8904");
        (await ayu.GetAsync("/lines/line-1?since=<script>")).Html.Should().NotContain("<script");
        (await ayu.GetAsync("/lines/line-1/leave?reason=<script>")).Html.Should().NotContain("<script");
    }

    [Theory]
    [InlineData("en-US", "en", "Your lines")]
    [InlineData("zh-CN", "zh-Hans", "您的线路")]
    [InlineData("id-ID,en;q=0.5", "id", "Saluran Anda")]
    [InlineData("fr", "en", "Your lines")]
    public async Task Every_page_is_whole_in_the_readers_language(string accepted, string language, string title)
    {
        await using var shop = await ShopServer.StartAsync();
        using var ayu = await OpenAsync(shop, Contract);
        await ayu.GetAsync("/lines/line-1/leave");
        await ayu.PressAsync("immediately");
        using var mei = await shop.SignInAsync("Rahman", accepted);
        using var reader = await shop.SignInAsync("Ayu", accepted);
        reader.Text.Should().Contain(title);
        await mei.GetAsync("/lines/line-1");
        await CheckAsync(mei, "/desk", "/lines/line-1");
        await CheckAsync(reader, "/lines", "/lines/line-1", "/lines/line-1/leave");

        async Task CheckAsync(Visitor visitor, params string[] paths)
        {
            foreach (var path in paths)
            {
                await visitor.GetAsync(path);
                visitor.Status.Should().Be(HttpStatusCode.OK);
                visitor.Html.Should().Contain($"<html lang=\"{language}\"").And.Contain("<h1>");
                visitor.Text.Should().NotContain("(not given)").And.NotContain("（未提供）").And.NotContain("(tidak diisi)").And.NotMatchRegex(@"\{\w*\}");
            }
        }
    }

    [Fact]
    public async Task The_same_lines_have_an_api_for_whom_they_are_and_the_desk_a_health_check()
    {
        await using var shop = await ShopServer.StartAsync();
        using var ayu = await OpenAsync(shop, Keep);
        (await ayu.GetAsync("/api/lines/line-1/available")).Html.Should().Contain("\"BindDevice\"");
        using var budi = await shop.SignInAsync("Budi");
        (await budi.GetAsync("/api/lines/line-1/available")).Status.Should().Be(HttpStatusCode.NotFound);
        using var nobody = new Visitor(shop.Address, "en");
        (await nobody.GetAsync("/api/lines/line-1/available")).Html.Should().NotContain("BindDevice");

        (await nobody.GetAsync("/health")).Html.Should().Be("Healthy");
        using var dewi = await shop.SignInAsync("Dewi");
        dewi.Text.Should().Contain("All is well.");
    }

    [Fact]
    public async Task The_language_can_be_switched()
    {
        await using var shop = await ShopServer.StartAsync();
        using var ayu = await OpenAsync(shop, Keep);
        await ayu.PressAsync("Bahasa Indonesia");
        ayu.Path.Should().StartWith("/lines/line-1");
        ayu.Text.Should().Contain("Yang bisa dilakukan sekarang");
    }

    [Fact]
    public async Task A_restart_goes_on_where_it_was()
    {
        await using var shop = await ShopServer.StartAsync();
        using (var ayu = await OpenAsync(shop, Keep))
            await ayu.PressAsync("+30 days");
        await shop.RestartAsync();

        using var again = await shop.SignInAsync("Ayu");
        await again.GetAsync("/lines/line-1");
        again.Html.Should().Contain("Monday, March 2, 2026");
        again.Text.Should().Contain("Status in its grace period").And.Contain("opened");
    }

    [Fact]
    public async Task Time_can_be_sped_up()
    {
        await using var shop = await ShopServer.StartAsync();
        using var ayu = await OpenAsync(shop, Keep);
        await ayu.PressAsync("×3600");
        ayu.Html.Should().MatchRegex("""value="3600" aria-current="true">""");
        for (var until = DateTime.UtcNow.AddSeconds(60); !ayu.Html.Contains("February 1,", StringComparison.Ordinal) && DateTime.UtcNow < until;)
            await ayu.GetAsync("/lines/line-1");
        ayu.Html.Should().Contain("February 1,");
    }

    [Fact]
    public void It_has_less_than_400_lines_of_its_own()
    {
        var files = Directory.EnumerateFiles(ShopServer.Folder, "*", SearchOption.AllDirectories)
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj")).ToList();
        var classes = files.Where(file => file.EndsWith(".cs", StringComparison.Ordinal)).SelectMany(File.ReadLines);
        var blocks = files.Where(file => file.EndsWith(".razor", StringComparison.Ordinal))
            .SelectMany(file => File.ReadLines(file).SkipWhile(line => !line.StartsWith("@code", StringComparison.Ordinal)));

        classes.Concat(blocks).Count(line => line.Trim() is { Length: > 0 } text && !text.StartsWith("//", StringComparison.Ordinal)).Should().BeLessThan(400);
    }

    private static async Task WriteAsync(ShopServer shop, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={shop.Database}");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new SqliteCommand(sql, connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Ayu, with a line that is paid and active.</summary>
    private static async Task<Visitor> OpenAsync(ShopServer shop, string plan)
    {
        var ayu = await shop.SignInAsync("Ayu");
        await ayu.PressAsync("Opening a subscription", ("plan", plan));
        await ayu.PressAsync("Pay USD");
        await ayu.PressAsync("Activation");
        ayu.Text.Should().Contain("Status active");
        return ayu;
    }
}
