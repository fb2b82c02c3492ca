using System.Globalization;
using System.Xml.Linq;
using FleetSimulation;
using SelfCare;

namespace EsimLifecycle.Tests;

public sealed class FleetSimulationTests : IDisposable
{
    private const int Lives = 150;

    private readonly string _folder = Directory.CreateTempSubdirectory("fleet-").FullName;

    public static TheoryData<string> Presets => [.. CarrierPolicy.PresetNames];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_same_seed_gives_the_same_report_on_any_number_of_cores()
    {
        var reports = new[] { "1", "2", "3" }.Select(cores =>
        {
            var page = Path.Combine(_folder, "fleet.html");
            var run = Run("--subscriptions", "400", "--policy", "axis-travel", "--cores", cores, "--html", page);
            run.Code.Should().Be(ExitCode.Ok, run.Error);
            return (run.Output, Page: File.ReadAllText(page));
        }).ToList();

        reports.Distinct().Should().ContainSingle();
        Run("--subscriptions", "400", "--policy", "axis-travel", "--seed", "2").Output.Should().NotBe(Run("--subscriptions", "400", "--policy", "axis-travel").Output);
    }

    [Theory]
    [MemberData(nameof(Presets))]
    public void Under_every_example_of_a_policy_the_ledgers_reconcile(string preset)
    {
        var tally = Live(CarrierPolicy.Preset(preset), Lives);

        ReportOf(CarrierPolicy.Preset(preset), tally).Faults.Should().BeEmpty();
        tally.Events.Total(typeof(SubscriptionOpened)).Should().Be(Lives);
        tally.Events.Total(typeof(SubscriptionActivated)).Should().BeGreaterThan(Lives * 8 / 10);
        tally.Events.Total(typeof(SubscriptionClosed)).Should().BePositive();
        tally.Refusals.Keys.Should().NotBeEmpty();
        tally.AtEnd.ByMonth(Enum.GetValues<SubscriptionStatus>())[11].Should().Be(Lives, "nobody is lost");
    }

    [Fact]
    public void And_under_any_policy_that_is_accepted()
    {
        var (activated, closed) = (0m, 0m);
        for (var seed = 0; seed < 60; seed++)
        {
            var policy = RandomPolicies.Make(seed);
            var tally = Live(policy, 6);
            var report = ReportOf(policy, tally);
            report.Faults.Should().BeEmpty("the policy {0}", seed);
            (activated, closed) = (activated + tally.Events.Total(typeof(SubscriptionActivated)), closed + tally.Events.Total(typeof(SubscriptionClosed)));
        }

        activated.Should().BeGreaterThan(60, "many of those policies can be lived by");
        closed.Should().BeGreaterThan(60);
    }

    [Fact]
    public void It_does_not_matter_which_life_is_counted_where()
    {
        var policy = CarrierPolicy.Preset("axis-renewal");
        var shop = new Shop(policy, new Habits(), 1, 365);
        Tally Count(params IEnumerable<int> numbers)
        {
            var life = new FleetSimulation.Life(shop);
            foreach (var number in numbers)
                life.Live(number);
            return life.Tally;
        }

        var apart = Count();
        foreach (var part in new[] { Count(Enumerable.Range(30, 10)), Count(), Count(Enumerable.Range(0, 30).Reverse()) })
            apart.Add(part);

        Page(policy, apart).Should().Be(Page(policy, Count(Enumerable.Range(0, 40))));
    }

    [Fact]
    public void What_does_not_reconcile_is_told_and_by_how_much_and_the_exit_code_is_1()
    {
        var policy = CarrierPolicy.Preset("axis-travel");
        var lifecycle = new Lifecycle(policy);
        var (now, line) = (new Shop(policy, new Habits(), 1, 1).Start, Subscription.None);
        foreach (var command in new LifecycleCommand[] { new OpenSubscription(new("line"), "travel-7d"), new TopUp(new("money"), Money.Parse("USD 5.00"), PaymentMethod.Card) })
            line = lifecycle.Decide(line, command, new CommandContext(now, Caller.Carrier, new CommandId($"{command.Kind}"))).Subscription;

        // A ledger holds what no event that was counted posted.
        var tally = Live(policy, 20);
        tally.Finish(line);
        var run = Show(ReportOf(policy, tally));

        run.Code.Should().Be(1);
        run.Output.Should().Contain("THE LEDGERS DO NOT RECONCILE:\n")
            .And.MatchRegex(@"\nUSD [\d.,]+ was received, USD [\d.,]+ is accounted\s+for:\s+USD\s+5\.00\s+too\s+much\.\n")
            .And.MatchRegex(@"\nWallet: USD [\d.,-]+ was posted, USD [\d.,-]+ is held: USD\s+5\.00\s+too\s+much\.\n").And.NotContain("do not sum to zero");
        run.Page.Should().Contain("class=\"wrong\"").And.Contain("THE LEDGERS DO NOT RECONCILE");
        Show(ReportOf(policy, Live(policy, 20))).Code.Should().Be(ExitCode.Ok);
    }

    [Fact]
    public void Each_way_in_which_they_might_not_reconcile_is_found()
    {
        var policy = CarrierPolicy.Preset("axis-travel");
        string FaultsAfter(Action<Tally> harm)
        {
            var tally = Live(policy, 20);
            harm(tally);
            return string.Join(" ", ReportOf(policy, tally).Faults);
        }

        FaultsAfter(tally => tally.Figures.Add(Figure.Unbalanced, 11, 2)).Should().Be("2 of 20 ledgers do not sum to zero.");
        FaultsAfter(tally => tally.Figures.Add(Figure.Refunded, 3, 700)).Should().EndWith("is accounted for: USD 7.00 too much.");
        FaultsAfter(tally => tally.Held.Add(Account.Fees, 11, -1)).Should().Contain("is accounted for: USD -0.01 too much. Fees:").And.EndWith("is held: USD -0.01 too much.");

        // Wrong by as much as right: all that came in is accounted for, but not where it is.
        FaultsAfter(tally =>
        {
            tally.Posted.Add(Account.Earned, 0, 100);
            tally.Posted.Add(Account.Deferred, 0, -100);
        }).Should().StartWith("Deferred:").And.Contain("Earned:").And.Contain("USD -1.00 too much");
    }

    [Fact]
    public void The_currency_may_have_no_decimals_or_three()
    {
        foreach (var (currency, amount) in new[] { ("JPY", @"JPY [\d,]+$"), ("KWD", @"KWD [\d,]+\.\d{3}$") })
        {
            var policy = Save("policy.json", $$"""
                { "identity": { "name": "x", "version": 1, "currency": "{{currency}}", "zone": "Asia/Kuwait" }, "plans": [{ "code": "a", "price": "{{currency}} {{(currency == "JPY" ? "300" : "0.305")}}", "length": "P1M" }] }
                """);
            var run = Run("--policy", policy, "--subscriptions", "60", "--html", Path.Combine(_folder, "fleet.html"));

            run.Code.Should().Be(ExitCode.Ok, run.Error);
            run.Output.Split('\n').Should().Contain(line => System.Text.RegularExpressions.Regex.IsMatch(line, $"^= received +{amount}"));
            run.Output.Should().Contain("All 60 ledgers sum to zero");
        }
    }

    [Fact]
    public void The_page_is_well_formed_and_needs_nothing_else()
    {
        foreach (var preset in CarrierPolicy.PresetNames)
        {
            var page = Page(CarrierPolicy.Preset(preset), Live(CarrierPolicy.Preset(preset), 40));
            var root = XDocument.Parse(page.Replace("<!doctype html>", "", StringComparison.Ordinal)).Root!;

            root.Descendants("title").Should().HaveCountGreaterThan(10);
            root.Descendants("svg").Where(svg => (string?)svg.Attribute("aria-hidden") != "true").Should().OnlyContain(svg => svg.Element("title") != null).And.HaveCount(3);
            root.Descendants("meta").Should().Contain(meta => (string?)meta.Attribute("name") == "viewport");
            page.Should().Contain("prefers-color-scheme: dark").And.NotContainAny("<script", "http:", "https:", "url(", "@import", "src=", "href=", "NaN");
        }
    }

    [Theory]
    [InlineData("--subscriptions 0", "--subscriptions: found '0'; expected a whole number from 1 to 1000000000.")]
    [InlineData("--subscriptions 1e6", "--subscriptions: found '1e6'")]
    [InlineData("--days -3", "--days: found '-3'; expected a whole number from 1 to 3650.")]
    [InlineData("--cores 0", "--cores: found '0'")]
    [InlineData("--seed x", "--seed: found 'x'")]
    [InlineData("--policy nobody", "nobody: no such policy or file; expected a file or one of axis-keep-number")]
    [InlineData("--html /no/such/folder/fleet.html", "--html: /no/such/folder/fleet.html can't be written")]
    [InlineData("--habits nowhere.json", "nowhere.json: can't be read")]
    [InlineData("--culture xx-nowhere", "--culture: found 'xx-nowhere'")]
    [InlineData("--subscribers 5", "--subscribers")]
    public void What_can_not_be_used_is_told_before_anything_is_lived(string options, string fault)
    {
        var run = Run(options.Split(' '));

        run.Code.Should().Be(ExitCode.BadInput);
        run.Error.Should().Contain(fault);
        run.Output.Should().BeEmpty();
    }

    [Fact]
    public void Every_fault_of_a_policy_and_of_habits_is_told()
    {
        Run("--policy", Save("policy.json", """
            { "identity": { "name": "x", "version": 1, "currency": "USD", "zone": "Nowhere" }, "plans": [{ "code": "a", "price": "USD 1.00", "length": "P1M" }], "renewal": { "graceDays": -1 } }
            """)).Error.Should().Contain("$.identity.zone").And.Contain("$.renewal.graceDays");
        Run("--habits", Save("habits.json", """{ "paymentFails": 2, "packsAYear": -1 }"""))
            .Error.Should().Contain("$.paymentFails is 2; expected from 0 to 1").And.Contain("$.packsAYear is -1; expected from 0 to 100");
        Run("--habits", Save("habits.json", """{ "paymentsFail": 0.5 }""")).Error.Should().Contain("paymentsFail");
        Run("--habits", Save("habits.json", "[")).Code.Should().Be(ExitCode.BadInput);
        Run("--habits", Save("habits.json", "null")).Error.Should().Contain("found null; expected an object");
    }

    [Fact]
    public void Habits_decide_what_happens()
    {
        var faithful = Run("--subscriptions", "100", "--days", "40", "--brief", "--habits", Save("habits.json", """
            { "paysAndActivates": 1, "renewsAutomatically": 1, "paymentFails": 0, "paymentIsDisputed": 0, "cancellationsAYear": 0, "terminationsAYear": 0 } // nobody leaves
            """));

        faithful.Output.Should().Contain("closed                0 (0.0%)").And.Contain("median time to leave  –");
    }

    [Fact]
    public void Who_stops_it_gets_no_report_and_the_shells_code()
    {
        var run = RunIn([], ["--subscriptions", "1000000000"], new CancellationToken(canceled: true));

        run.Code.Should().Be(130);
        run.Error.Should().Contain("Stopped after").And.Contain("of 1,000,000,000 subscriptions");
        run.Output.Should().BeEmpty();
    }

    [Fact]
    public void It_speaks_the_languages_of_the_library_and_fits_the_screen()
    {
        foreach (var (key, texts) in Texts.Read(typeof(FleetApp).Assembly))
            texts.Keys.Should().BeEquivalentTo(MessageCatalog.Default.Languages, "{0} is told in each", key);
        var run = RunIn(new() { ["LANG"] = "id_ID.UTF-8", ["COLUMNS"] = "60" }, ["--subscriptions", "50", "--days", "45"], TestContext.Current.CancellationToken);
        run.Output.Should().Contain("Armada 50 langganan").And.Contain("Feb 2026").And.NotContain("Mar 2026");
        run.Output.Split('\n').Should().OnlyContain(line => Cells.Count(line) <= 60);
    }

    private static Tally Live(CarrierPolicy policy, int lives) => new Fleet(new Shop(policy, new Habits(), 1, 365), lives, 2).Live(default);

    private static Report ReportOf(CarrierPolicy policy, Tally tally) =>
        new(new Shop(policy, new Habits(), 1, 365), tally, new Phrases(policy, CultureInfo.GetCultureInfo("en"), typeof(FleetApp).Assembly));

    private static string Page(CarrierPolicy policy, Tally tally) => new HtmlReport(ReportOf(policy, tally)).Write();

    private (int Code, string Output, string Page) Show(Report report)
    {
        using var output = new StringWriter { NewLine = "\n" };
        var page = Path.Combine(_folder, "fleet.html");
        return (FleetApp.Show(report, new Terminal(TextReader.Null, output, TextWriter.Null), isBrief: true, page), output.ToString(), File.ReadAllText(page));
    }

    private string Save(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static (int Code, string Output, string Error) Run(params string[] arguments) => RunIn([], arguments, TestContext.Current.CancellationToken);

    private static (int Code, string Output, string Error) RunIn(Dictionary<string, string> variables, string[] arguments, CancellationToken cancellation)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var code = FleetApp.Run(arguments, new Terminal(TextReader.Null, output, error) { Variable = name => variables.GetValueOrDefault(name) }, cancellation);
        return (code, output.ToString(), error.ToString());
    }
}
