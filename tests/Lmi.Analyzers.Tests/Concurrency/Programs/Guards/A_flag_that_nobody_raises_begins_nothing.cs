using System;
using Amazon.Lambda.Core;

public class Function
{
    private static bool s_helpAsked;
    private static bool s_started;

    public string Handle(string input, ILambdaContext context)
    {
        if (s_helpAsked)
        {
            s_helpAsked = false; // nobody raises it
            Console.WriteLine("help");
        }

        if (!s_started)
        {
            {|LMI1003:s_started|} = true;
            Console.WriteLine("started");
        }

        return input;
    }
}
