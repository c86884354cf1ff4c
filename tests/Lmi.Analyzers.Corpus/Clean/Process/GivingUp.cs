using System;
using System.Threading;
using System.Threading.Tasks;
using Amazon.Lambda.Core;

namespace Corpus.Clean.Process.GivingUp;

public class Function
{
    public async Task<int> Handle(string input, ILambdaContext context)
    {
        if (input.Length == 0)
        {
            throw new InvalidOperationException("nothing to do"); // fails this invocation only
        }

        await NotifyAsync(input);
        var archived = Task.Run(() => Archive(input));
        new Thread(() =>
        {
            try
            {
                Archive(input);
            }
            catch (InvalidOperationException e)
            {
                Console.WriteLine(e.Message);
            }
        }).Start();
        await archived;
        return input.Length;
    }

    private static async Task NotifyAsync(string input)
    {
        await Task.Delay(1);
        Console.WriteLine(input);
    }

    private static void Archive(string input)
    {
        if (input.Length > 1000)
        {
            throw new InvalidOperationException("too long to archive");
        }
    }
}
