using System.Text;
using SelfCare;

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
return App.Run(args, new Terminal(Console.In, Console.Out, Console.Error)
{
    Variable = Environment.GetEnvironmentVariable,
    ToDialog = Dialog.Open,
});
