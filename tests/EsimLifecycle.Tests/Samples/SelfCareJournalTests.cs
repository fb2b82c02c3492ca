using Disk = System.IO.File;

namespace EsimLifecycle.Tests;

public sealed class SelfCareJournalTests : IDisposable
{
    private const string Phone = "89049032123451234512345678901235";
    private const string BySystem = """by={"role":"System","channel":"Api"}""";

    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"selfcare-{Guid.NewGuid():N}");

    private string Journal => Path.Combine(_folder, "sub-1.jsonl");

    public void Dispose()
    {
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void What_was_decided_is_there_for_the_next_run()
    {
        Activated();
        Do("2026-02-01T10:00:00Z", "BindDevice", $"device={Phone}").ExitCode.Should().Be(0);

        var status = Run("2026-02-02T10:00:00Z", "status", "sub-1");

        status.Output.Should().Contain("active").And.Contain(Phone);
        Run(null, "list").Output.Should().StartWith("sub-1 ");
    }

    [Theory]
    [InlineData(1, "sub-1", "--policy", "axis-keep-number", "--plan", "nope")]
    [InlineData(2, "sub-1", "--policy", "nope", "--plan", "keep-monthly")]
    [InlineData(2, "sub-1", "--policy", "axis-keep-number", "--plan", "keep-monthly", "--number", "nope")]
    [InlineData(2, "sub-1", "--policy", "axis-keep-number", "--plan", "keep-monthly", "--culture", "no-such")]
    public void An_opening_that_comes_to_nothing_leaves_no_file(int code, params string[] arguments)
    {
        Run("2026-01-31T10:00:00Z", ["open", .. arguments]).ExitCode.Should().Be(code);

        if (Directory.Exists(_folder))
            Directory.EnumerateFileSystemEntries(_folder).Should().BeEmpty();
        Run(null, "list").Output.Should().BeEmpty();
    }

    [Theory]
    [InlineData("""{ "do": "TopUp", "reference": "pay-1", "amount": "USD 40.00", "method": "Card" }""", "by=System")]
    [InlineData("""{ "do": "TopUp", "reference": "pay-1" }""", "amount=USD 40.00", "method=Card", "by=System")]
    [InlineData("""{ "do": "TopUp", "reference": "pay-1", "amount": "USD 40.00", "method": "Card", "by": "System" }""")]
    [InlineData("""{ "do": "TopUp", "reference": "pay-1", "amount": "USD 40.00", "method": "Card" }""", "by=Carrier")]
    [InlineData("TopUp", "reference=pay-1", "amount=USD 40.00", "method=Card", "by=System")]
    public void A_command_is_an_object_or_fields_or_both_and_a_caller_may_be_a_role(params string[] command)
    {
        Activated();

        Do("2026-02-01T10:00:00Z", command).ExitCode.Should().Be(0);

        Run("2026-02-01T10:00:00Z", "status", "sub-1").Output.Should().MatchRegex("Balance +USD 40.00 +│\\n");
    }

    [Fact]
    public void A_field_that_is_a_number_is_written_as_one()
    {
        Activated();

        Do("2026-02-01T10:00:00Z", "RecordUsage", "bytes=1073741824", "isTotal=true", "by=System").Output.Should().Contain("1 GB in this period so far");
        Do("2026-02-01T10:00:00Z", """{ "do": "RecordUsage" }""", "bytes=5", "by=System").ExitCode.Should().Be(0);
        Do("2026-02-01T10:00:00Z", "RecordUsage", "bytes=many", "by=System").Error.Should().Contain("$.bytes: Found a string; expected a whole number");
        Do("2026-02-01T10:00:00Z", "TopUp", "reference=1", "amount=USD 1.00", "method=Card", "by=System").ExitCode.Should().Be(0);
    }

    [Fact]
    public void A_file_is_no_folder_and_a_folder_no_file()
    {
        Activated();

        SelfCareRun.Of("list", "--journal", Journal).Should().Be(new SelfCareRun(2, "", $"{Journal}: is a file; expected a folder of journals.\n"));
        SelfCareRun.Of("play", _folder).Should().Be(new SelfCareRun(2, "", $"{_folder}: is a folder; expected a file.\n"));
        SelfCareRun.Of("policy", _folder).Should().Be(new SelfCareRun(2, "", $"{_folder}: is a folder; expected a file.\n"));
    }

    [Theory]
    [InlineData("by=Customer", "command: $.by: found 'Customer'; expected System or Carrier, or an object")]
    [InlineData("reference=again", "command: $.reference: found again; expected once")]
    [InlineData("System", "command: found 'System'; expected a field such as reason=NoLongerNeeded")]
    public void What_follows_an_object_and_cant_be_read_is_named(string field, string fault)
    {
        Activated();

        var run = Do("2026-02-01T10:00:00Z", """{ "do": "TopUp", "reference": "pay-1", "amount": "USD 40.00", "method": "Card" }""", field);

        run.ExitCode.Should().Be(2);
        run.Error.Should().StartWith(fault);
    }

    [Fact]
    public void A_decision_is_one_line_with_all_its_events_and_a_refusal_leaves_none()
    {
        Activated();
        Do("2026-02-01T10:00:00Z", "RequestCancellation", "reason=NoLongerNeeded").ExitCode.Should().Be(0);
        Do("2026-02-01T10:00:00Z", "RequestCancellation", "reason=NoLongerNeeded").ExitCode.Should().Be(1);

        var lines = Disk.ReadAllLines(Journal);

        lines.Should().HaveCount(4);
        lines[0].Should().StartWith("""{"policy":{""");
        lines[3].Should().StartWith("{\"records\":[{\"digest\":\"").And.Contain("CancellationRequested").And.Contain("ClearingStarted");
        Run(null, "history", "sub-1", "--json").Lines.Select(line => line.GetProperty("version").GetInt64()).Should().Equal(1, 2, 3, 4, 5);
    }

    [Fact]
    public void The_same_message_again_changes_nothing()
    {
        Activated();
        Do("2026-02-01T10:00:00Z", "BindDevice", $"device={Phone}", "id=m-1");
        var before = Disk.ReadAllText(Journal);

        var again = Do("2026-02-01T10:00:09Z", "BindDevice", $"device={Phone}", "id=m-1", "--json");

        again.Lines.Single().GetProperty("outcome").GetString().Should().Be("AlreadyDone");
        Disk.ReadAllText(Journal).Should().Be(before);
    }

    [Theory]
    [InlineData("{\"records\":[{\"digest\":\"01")]
    [InlineData("\0\0\0\0\0\0")]
    [InlineData("{\"records\":[{\0\0\0\0\n")]
    public void A_torn_last_line_is_told_set_aside_and_forgotten(string torn)
    {
        Activated();
        var whole = Disk.ReadAllText(Journal);
        Disk.AppendAllText(Journal, torn);

        var run = Do("2026-02-01T10:00:00Z", "BindDevice", $"device={Phone}");

        run.ExitCode.Should().Be(0);
        run.Error.Should().Contain(Journal).And.Contain(".torn");
        Disk.ReadAllText(Journal + ".torn").Should().Be(torn + "\n");
        Disk.ReadAllText(Journal).Should().StartWith(whole);
        Run(null, "history", "sub-1", "--json").Lines.Should().HaveCount(4);
    }

    [Fact]
    public void A_journal_whose_first_line_was_torn_can_be_opened_anew()
    {
        Directory.CreateDirectory(_folder);
        Disk.WriteAllText(Journal, "{\"policy\":{");

        Run(null, "status", "sub-1").ExitCode.Should().Be(2);
        Activated();
    }

    [Theory]
    [InlineData("nonsense", "line 2: no JSON")]
    [InlineData("{\"records\":[]}", "line 2: $.records: ")]
    [InlineData("{\"records\":[{\"event\":\"Fly\"}]}", "line 2: $.records[0]: this history was tampered with: record 2 was altered")]
    public void A_broken_line_in_the_middle_is_named_and_nothing_is_touched(string line, string fault)
    {
        Activated();
        var lines = Disk.ReadAllLines(Journal);
        lines[1] = line;
        Disk.WriteAllLines(Journal, lines);

        var run = Do("2026-02-01T10:00:00Z", "BindDevice", $"device={Phone}");

        run.ExitCode.Should().Be(2);
        run.Error.Should().Contain(Journal).And.Contain(fault);
        Disk.ReadAllLines(Journal).Should().Equal(lines);
        Run(null, "list").ExitCode.Should().Be(2);
    }

    [Fact]
    public void A_line_taken_out_of_the_middle_is_noticed()
    {
        Activated();
        var lines = Disk.ReadAllLines(Journal);
        Disk.WriteAllLines(Journal, [lines[0], lines[2]]);

        Run(null, "status", "sub-1").Error.Should().Contain("line 2: $.records[0]").And.Contain("record 2 is missing");
    }

    [Fact]
    public void A_changed_amount_is_noticed_by_every_command_which_names_the_record()
    {
        Activated();
        Run(null, "history", "sub-1").Output.Should().Contain("Verified: 3 records, none altered, missing or moved.");
        Disk.WriteAllText(Journal, Disk.ReadAllText(Journal).Replace("\"USD 3.00\",\"method\"", "\"USD 9.00\",\"method\"", StringComparison.Ordinal));

        foreach (var command in new[] { "history", "status", "advance", "certificate" })
        {
            var run = Run(null, command, "sub-1");
            run.ExitCode.Should().Be(2);
            run.Error.Should().Contain("line 2: $.records[0]: this history was tampered with: record 2 was altered.");
        }
    }

    [Fact]
    public void A_changed_person_is_noticed_as_well()
    {
        Activated();
        Disk.WriteAllText(Journal, Disk.ReadAllText(Journal).Replace("PersonalReference:mail-1", "PersonalReference:mail-2", StringComparison.Ordinal));

        Run(null, "history", "sub-1").Error.Should().Contain("record 1 was altered");
    }

    [Fact]
    public void The_certificate_of_a_closed_subscription_is_a_page_in_three_languages_and_JSON()
    {
        Activated();
        Run("2026-02-01T00:00:00Z", "certificate", "sub-1").Should().Match<SelfCareRun>(run => run.ExitCode == 1 && run.Error.Contains("The certificate is there when it is closed", StringComparison.Ordinal));
        Run("2026-04-01T00:00:00Z", "certificate", "sub-1").Error.Should().Contain("'advance sub-1' stores that");
        Run("2026-04-01T00:00:00Z", "advance", "sub-1").ExitCode.Should().Be(0);

        Run(null, "certificate", "sub-1").Output.Should().StartWith("CERTIFICATE OF CLOSURE\n\nSubscription: sub-1\n").And.Contain("expired");
        Run(null, "certificate", "sub-1", "--culture", "zh-Hans").Output.Should().StartWith("销户证明\n");
        Run(null, "certificate", "sub-1", "--culture", "id").Output.Should().StartWith("SURAT KETERANGAN PENUTUPAN\n");
        ClosureCertificate.FromJson(System.Text.Encoding.UTF8.GetBytes(Run(null, "certificate", "sub-1", "--json").Output)).Reason.Should().Be(ClosedReason.Expired);
    }

    [Fact]
    public void Erasing_takes_what_leads_to_the_customer_out_of_the_journal_which_still_verifies()
    {
        Activated();
        Do("2026-02-01T10:00:00Z", "BindDevice", $"device={Phone}");
        Disk.WriteAllText(Journal + ".torn", "mail-1");
        Run("2026-04-01T00:00:00Z", "erase", "sub-1").Should().Match<SelfCareRun>(run => run.ExitCode == 1 && run.Output.Contains("can't be erased yet", StringComparison.Ordinal));
        Disk.ReadAllText(Journal).Should().Contain("mail-1").And.Contain(Phone);

        Run("2040-01-01T00:00:00Z", "erase", "sub-1").Output.Should().Contain("Nothing in the journal leads to a person any more");

        Directory.GetFiles(_folder).Should().Equal(Journal);
        Disk.ReadAllText(Journal).Should().NotContain("mail-1").And.NotContain(Phone);
        Run(null, "history", "sub-1").Output.Should().Contain("none altered, missing or moved");
        Run(null, "certificate", "sub-1").Output.Should().StartWith("CERTIFICATE OF CLOSURE");
        Run("2041-01-01T00:00:00Z", "erase", "sub-1").ExitCode.Should().Be(0);

        // What comes afterwards is sealed under a new salt, and verifies as well.
        Do("2041-01-01T00:00:00Z", "RecordPayment", "reference=p-9", "amount=USD 3.00", "method=Card", BySystem).ExitCode.Should().Be(0);
        Run(null, "history", "sub-1").ExitCode.Should().Be(0);
    }

    [Fact]
    public void Erasing_that_was_stopped_in_the_middle_is_finished_when_the_journal_is_opened_next()
    {
        Activated();
        Run("2040-01-01T00:00:00Z", "advance", "sub-1");
        var before = Disk.ReadAllText(Journal);
        Run("2040-01-01T00:00:00Z", "erase", "sub-1").ExitCode.Should().Be(0);
        var erased = Disk.ReadAllText(Journal);
        Disk.WriteAllText(Journal, before);
        Disk.WriteAllText(Journal + ".erased", erased);

        Run(null, "history", "sub-1").ExitCode.Should().Be(0);

        Disk.ReadAllText(Journal).Should().Be(erased);
        Directory.GetFiles(_folder).Should().Equal(Journal);
    }

    [Fact]
    public async Task Two_writers_at_once_lose_nothing()
    {
        Activated();
        var writers = Enumerable.Range(0, 2).Select(writer => Task.Run(
            () =>
            {
                for (var i = 0; i < 10; i++)
                    Do("2026-02-01T10:00:00Z", "UpdateContact", $"contact=contact-{writer}-{i}").ExitCode.Should().Be(0);
            },
            TestContext.Current.CancellationToken));

        await Task.WhenAll(writers);

        var history = Run(null, "history", "sub-1", "--json").Lines;
        history.Select(line => line.GetProperty("version").GetInt32()).Should().Equal(Enumerable.Range(1, 23));
        history.Skip(3).Select(line => line.GetProperty("contact").GetString()).Should().OnlyHaveUniqueItems();
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("/tmp/x")]
    [InlineData("..")]
    [InlineData("C:\\x")]
    public void No_id_leads_out_of_the_folder(string id)
    {
        Run(null, "open", id, "--policy", "axis-keep-number", "--plan", "keep-monthly").ExitCode.Should().Be(0);

        var file = Directory.GetFiles(_folder, "*", SearchOption.AllDirectories).Should().ContainSingle().Subject;
        Path.GetDirectoryName(file).Should().Be(_folder);
        Path.GetFileName(file).Should().MatchRegex("^[a-z0-9%_-]+\\.jsonl$");
        Run(null, "list").Output.Should().StartWith(id);
    }

    [Fact]
    public void Ids_that_differ_in_case_only_are_two_subscriptions()
    {
        Run(null, "open", "A", "--policy", "axis-data", "--plan", "data-monthly").ExitCode.Should().Be(0);
        Run(null, "open", "a", "--policy", "axis-data", "--plan", "data-monthly").ExitCode.Should().Be(0);

        Directory.GetFiles(_folder).Select(file => file.ToUpperInvariant()).Should().OnlyHaveUniqueItems().And.HaveCount(2);
    }

    [Fact]
    public void Opening_twice_is_refused_and_an_unknown_plan_opens_nothing()
    {
        Activated();

        Run(null, "open", "sub-1", "--policy", "axis-data", "--plan", "data-monthly").ExitCode.Should().Be(1);
        Run(null, "open", "sub-2", "--policy", "axis-data", "--plan", "gold").ExitCode.Should().Be(1);
        Run(null, "list").Output.Should().MatchRegex("^sub-1 [^\n]+\n$");
    }

    [Fact]
    public void Looking_stores_nothing_and_advance_stores_what_is_due()
    {
        Activated();
        var before = Disk.ReadAllText(Journal);

        Run("2026-04-01T00:00:00Z", "status", "sub-1").Output.Should().Contain("closed").And.Contain("not stored yet");
        Disk.ReadAllText(Journal).Should().Be(before);

        Run("2026-04-01T00:00:00Z", "advance", "sub-1").ExitCode.Should().Be(0);
        Run(null, "history", "sub-1").Output.Should().Contain("Subscription closed: expired (by time)");
    }

    [Fact]
    public void A_command_comes_as_json_from_the_command_line_or_standard_input_as_well()
    {
        Activated();

        Do("2026-02-01T10:00:00Z", $$"""{ "do": "BindDevice", "device": "{{Phone}}" }""").ExitCode.Should().Be(0);
        SelfCareRun.WithInput(
            $$"""{ "device": "{{Phone}}", "do": "UnbindDevice", "by": { "role": "Carrier" } }""",
            "do", "sub-1", "-", "--journal", _folder, "--now", "2026-02-01T11:00:00Z").ExitCode.Should().Be(0);
        System.Text.RegularExpressions.Regex.Replace(Run(null, "history", "sub-1").Output, @"\s+", " ").Should().Contain($"Device {Phone} unbound").And.Contain("(carrier)");
    }

    private void Activated()
    {
        var opened = Run("2026-01-31T10:00:00Z", "open", "sub-1", "--policy", "axis-keep-number", "--plan", "keep-monthly", "--contact", "mail-1");
        opened.ExitCode.Should().Be(0);
        Do("2026-01-31T10:00:00Z", "RecordPayment", "reference=p-1", "amount=USD 3.00", "method=Card", BySystem).ExitCode.Should().Be(0);
        Do("2026-01-31T10:00:00Z", "Activate").ExitCode.Should().Be(0);
    }

    private SelfCareRun Do(string now, params string[] command) => Run(now, ["do", "sub-1", .. command]);

    private SelfCareRun Run(string? now, params string[] arguments) =>
        SelfCareRun.Of([.. arguments, "--journal", _folder, .. now is null ? Array.Empty<string>() : ["--now", now]]);
}
