using System.Globalization;
using static EsimLifecycle.Tests.LineTests;
using static EsimLifecycle.Tests.Scenario;

namespace EsimLifecycle.Tests;

/// <summary>A message to the customer can be sent as it is: with a subject, a text and the facts that there are.</summary>
public class MessageContentTests
{
    public static TheoryData<MessageTemplate> Templates => [.. Enum.GetValues<MessageTemplate>()];

    [Theory]
    [MemberData(nameof(Templates))]
    public void It_reads_well_with_all_facts_and_without_any(MessageTemplate template)
    {
        var whole = new SendMessage("key", template)
        {
            About = new Reference("late-7"),
            Plan = "monthly",
            Pack = "data-1gb",
            Amount = Money.Parse("USD 31.00"),
            LeftBytes = 1 << 29,
            PaidUntil = new LocalDate(2026, 3, 1),
            Until = Instant.FromUtc(2026, 2, 28, 17, 0),
            EffectiveOn = new LocalDate(2026, 4, 1),
            Rejection = RejectionReason.NotTheOwner,
            Lapse = LapseReason.DocumentsLate,
            Documents = [DocumentKind.ProofOfIdentity, DocumentKind.Contract],
            Devices = [Phone, Watch],
        };
        foreach (var message in new[] { whole, new SendMessage("key", template) })
        {
            foreach (var culture in Cultures)
                IsWell(message.Compose(culture, Jakarta), culture);
        }
    }

    /// <summary>What a text names is given in some life: it is not there for nothing.</summary>
    [Fact]
    public void It_names_what_the_library_tells()
    {
        var texts = MessageCatalog.Default.Find("en")!;
        var given = new Dictionary<MessageTemplate, HashSet<string>>();
        foreach (var message in GoldenLives.All.SelectMany(life => life.History).SelectMany(each => Instruction.From(each)).OfType<SendMessage>())
        {
            var facts = message.ListFacts();
            if (!given.TryGetValue(message.Template, out var names))
                given.Add(message.Template, names = []);
            names.UnionWith(facts.Names.Where(name => facts[name] is not null));
        }

        foreach (var (template, names) in given)
            Placeholder.List(texts.Find($"messages/{template}")!)!.Select(each => each.Name).Except(names).Should().BeSubsetOf(Rare(template), "{0}", template);

        static string[] Rare(MessageTemplate template) => template switch
        {
            // In none of these lives, but in others.
            MessageTemplate.Suspended => ["until"],
            MessageTemplate.LateChargeUpheld => ["amount"],
            _ => [],
        };
    }

    [Fact]
    public void Every_message_of_every_life_can_be_sent()
    {
        foreach (var message in GoldenLives.All.SelectMany(life => life.History).SelectMany(each => Instruction.From(each)).OfType<SendMessage>())
        {
            foreach (var culture in Cultures)
                IsWell(message.Compose(culture, Jakarta), culture);
        }
    }

    [Theory]
    [InlineData("en-GB", "We have received your cancellation", "We have received your cancellation. Service ends at the end of Friday, 27 February 2026, unless we tell you otherwise.")]
    [InlineData("zh-CN", "我们已收到您的注销申请", "我们已收到您的注销申请。如无另行通知，服务将于2026年2月27日星期五结束时终止。")]
    [InlineData("id-ID", "Pembatalan Anda sudah kami terima", "Pembatalan Anda sudah kami terima. Layanan berakhir pada akhir hari Jumat, 27 Februari 2026, kecuali ada pemberitahuan lain.")]
    public void A_customer_reads_the_last_day_of_service(string culture, string subject, string text) =>
        Told(With(EndingWithTheTerm).Activated().Requested(timing: CancellationTiming.EndOfTerm), MessageTemplate.CancellationReceived, culture)
            .Should().Be(new MessageContent(subject, text));

    [Fact]
    public void A_plan_that_was_changed_before_the_activation_is_told_until_it_is_active()
    {
        var life = With(policy => policy with { Plans = [.. policy.Plans, policy.Plans[0] with { Code = "other" }] }).Opened().When(new ChangePlan("other", PlanChangeTiming.Now));
        var message = Message(life, MessageTemplate.PlanChanged);

        message.Compose(Cultures[0], Jakarta).Text.Should().Be("Your plan is other now.");
        message.IsStillWanted(life.State).Should().BeTrue();
        message.IsStillWanted(life.Paid().When(new Activate()).State).Should().BeFalse();
    }

    private static CarrierPolicy EndingWithTheTerm(CarrierPolicy policy) =>
        policy with { Cancellation = policy.Cancellation with { Timings = [CancellationTiming.EndOfTerm] } };

    private static MessageContent Told(Scenario life, MessageTemplate template, string culture) => Message(life, template).Compose(new CultureInfo(culture), Jakarta);

    private static SendMessage Message(Scenario life, MessageTemplate template) =>
        life.Last.Events.SelectMany(each => Instruction.From(each)).OfType<SendMessage>().Single(message => message.Template == template);

    private static void IsWell(MessageContent content, CultureInfo culture)
    {
        FindFault(content.Subject).Should().BeNull("{0} in {1}", content.Subject, culture);
        FindFault(content.Text).Should().BeNull("{0} in {1}", content.Text, culture);
        content.Text.Should().EndWith(culture.Name == "zh-CN" ? "。" : ".");
        content.Subject.Should().NotEndWith(".").And.NotEndWith("。");
    }
}
